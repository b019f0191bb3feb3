//! Shaping by plans that are remembered: how a script is shaped with a font
//! costs more to find out than a word to shape by it. Measuring and exporting
//! both shape so. Knows one font at a time.

use harfrust::{
    Direction, GlyphBuffer, Script, ShapeOptions, ShapePlan, Shaper, UnicodeBuffer, script,
};

/// How to shape each script met so far with one font.
#[derive(Default)]
pub(crate) struct Plans(Vec<(Direction, Script, ShapePlan)>);

impl Plans {
    /// Shapes what is in a buffer.
    pub(crate) fn shape(&mut self, shaper: &Shaper<'_>, buffer: UnicodeBuffer) -> GlyphBuffer {
        let (direction, script) = (buffer.direction(), buffer.script());
        if script == script::UNKNOWN {
            return shaper.shape(buffer, ShapeOptions::new());
        }
        let mut known = self.0.iter();
        let known = known.position(|held| (held.0, held.1) == (direction, script));
        let index = known.unwrap_or_else(|| {
            let language = buffer.language();
            let plan = ShapePlan::new(shaper, direction, Some(script), language.as_ref(), &[]);
            self.0.push((direction, script, plan));
            self.0.len() - 1
        });
        let plan = self.0.get(index).map(|(_, _, plan)| plan);
        shaper.shape(buffer, ShapeOptions::new().plan(plan))
    }
}
