//! Items as shapes: rectangles, ellipses and lines as what they are, chevrons
//! as the arrows that presentation programs know, curves as Bézier paths, icons
//! as outlines. Knows one item at a time.

use emath::{Pos2, Rect, Vec2};

use super::{
    bezier, icon,
    shape::{Fill, Form, Label, Node, Shape, Step},
};
use crate::{
    layout::Face,
    scene::{Color, Item, Stroke},
};

/// The box around an item; that of text reaches from its capitals to its
/// baseline.
pub(super) fn bounds(item: &Item) -> Rect {
    match item {
        Item::Rect { rect, .. } | Item::Picture { rect, .. } => *rect,
        Item::Polygon { points, .. }
        | Item::Polyline { points, .. }
        | Item::Area { points, .. } => bezier::bounds(points),
        Item::Circle { center, radius, .. } => {
            Rect::from_center_size(*center, Vec2::splat(2.0 * radius))
        }
        Item::Text(line) => Rect::from_min_max(
            line.pos - Vec2::new(0.0, 0.75 * line.size),
            line.pos + Vec2::new(line.width, 0.0),
        ),
    }
}

/// The box around an item that text can stand on.
pub(super) fn filled(item: &Item) -> Option<Rect> {
    match item {
        Item::Rect { fill: Some(_), .. }
        | Item::Circle { fill: Some(_), .. }
        | Item::Polygon { .. } => Some(bounds(item)),
        Item::Rect { .. }
        | Item::Circle { .. }
        | Item::Polyline { .. }
        | Item::Area { .. }
        | Item::Text(_)
        | Item::Picture { .. } => None,
    }
}

/// An item as a shape; `None` for text, pictures and what is too small to be
/// one. A stage's outline is an arrow.
pub(super) fn shape(item: &Item, is_stage: bool) -> Option<Shape> {
    match item {
        Item::Rect {
            rect,
            radius,
            fill,
            stroke,
        } => Some(rectangle(*rect, *radius, *fill, *stroke)),
        Item::Polygon { points, fill } => polygon(points, *fill, is_stage),
        Item::Polyline {
            points,
            stroke,
            dash,
        } => polyline(points, *stroke, *dash),
        Item::Circle { fill, stroke, .. } => {
            let mut shape = Shape::new(Label::named("Dot"), bounds(item), Form::Ellipse);
            shape.fill = fill.map_or(Fill::None, Fill::Solid);
            shape.stroke = stroke.map(|stroke| (stroke, None));
            Some(shape)
        }
        Item::Area {
            points,
            base,
            reach,
            strong,
            weak,
        } => area(points, (*base, *reach), (*strong, *weak)),
        Item::Text(line) if line.face == Face::Icon => {
            let (steps, rect) = icon::outline(line)?;
            let mut shape = Shape::new(Label::named("Icon"), rect, Form::Path(steps));
            shape.fill = Fill::Solid(line.color);
            Some(shape)
        }
        Item::Text(_) | Item::Picture { .. } => None,
    }
}

fn rectangle(rect: Rect, radius: f32, fill: Option<Color>, stroke: Option<Stroke>) -> Shape {
    // The stroke runs inside the edge, and a presentation centers it.
    let inset = stroke.map_or(0.0, |stroke| 0.5 * stroke.width);
    let rect = rect.shrink(inset);
    let radius = (radius - inset).clamp(0.0, 0.5 * rect.size().min_elem().max(0.0));
    let form = if radius > 0.05 {
        Form::Round(radius)
    } else {
        Form::Rect
    };
    let mut shape = Shape::new(Label::named("Box"), rect, form);
    shape.fill = fill.map_or(Fill::None, Fill::Solid);
    shape.stroke = stroke.map(|stroke| (stroke, None));
    shape
}

fn polygon(points: &[Pos2], fill: Color, is_stage: bool) -> Option<Shape> {
    let rect = bezier::bounds(points);
    if points.len() < 3 || !rect.is_finite() {
        return None;
    }
    // See where the scene draws chevrons: the notch, if any, comes first.
    let form = match points {
        [notch, top, ..] if is_stage && points.len() == 6 => Form::Chevron(notch.x - top.x),
        [_, shoulder, tip, ..] if is_stage && points.len() == 5 => {
            Form::HomePlate(tip.x - shoulder.x)
        }
        _ => Form::Path(closed(points)),
    };
    let mut shape = Shape::new(Label::named("Shape"), rect, form);
    shape.fill = Fill::Solid(fill);
    Some(shape)
}

fn closed(points: &[Pos2]) -> Vec<Step> {
    let mut steps: Vec<Step> = points
        .first()
        .map(|at| Step::Move(*at))
        .into_iter()
        .collect();
    steps.extend(points.iter().skip(1).map(|point| Step::Line(*point)));
    steps.push(Step::Close);
    steps
}

fn polyline(points: &[Pos2], stroke: Stroke, dash: Option<(f32, f32)>) -> Option<Shape> {
    let rect = bezier::bounds(points);
    if points.len() < 2 || !rect.is_finite() {
        return None;
    }
    let (name, form) = match points {
        [from, to] => {
            let rises = (to.x - from.x) * (to.y - from.y) < 0.0;
            ("Line", Form::Line { rises })
        }
        [open @ .., last] if open.first() == Some(last) => ("Outline", Form::Path(closed(open))),
        _ => ("Curve", Form::Path(bezier::path(points))),
    };
    let mut shape = Shape::new(Label::named(name), rect, form);
    shape.stroke = Some((stroke, dash));
    Some(shape)
}

fn area(
    points: &[Pos2],
    (base, reach): (f32, f32),
    (strong, weak): (Color, Color),
) -> Option<Shape> {
    let (first, last) = (points.first()?, points.last()?);
    let line = bezier::bounds(points);
    let mut rect = line;
    rect.extend_with_y(base);
    let is_above = line.top() < base;
    let far = if is_above {
        base - line.top()
    } else {
        line.bottom() - base
    };
    let share = (far / reach.max(0.001)).clamp(0.0, 1.0);
    let (tip, level) = (weak.mix(strong, share), weak);
    let mut steps = vec![Step::Move(Pos2::new(first.x, base))];
    if first.y != base {
        steps.push(Step::Line(*first));
    }
    steps.extend(bezier::onward(points));
    if last.y != base {
        steps.push(Step::Line(Pos2::new(last.x, base)));
    }
    steps.push(Step::Close);
    let name = if is_above {
        "Good feelings"
    } else {
        "Bad feelings"
    };
    let mut shape = Shape::new(Label::named(name), rect, Form::Path(steps));
    shape.fill = if is_above {
        Fill::Fade(tip, level)
    } else {
        Fill::Fade(level, tip)
    };
    Some(shape)
}

/// Whether an item is the edge of the shape before the last ones, and has
/// become it: a sheet is a shape with a line, not two.
pub(super) fn joins_last(item: &Item, nodes: &mut [Node]) -> bool {
    let Item::Polyline {
        points,
        stroke,
        dash,
    } = item
    else {
        return false;
    };
    let Some((end, corners)) = points.split_last() else {
        return false;
    };
    if points.len() < 4 || points.first() != Some(end) {
        return false;
    }
    let steps = closed(corners);
    for node in nodes {
        if let Node::Shape(shape) = node
            && matches!(&shape.form, Form::Path(held) if *held == steps)
            && shape.stroke.is_none()
        {
            shape.stroke = Some((*stroke, *dash));
            return true;
        }
    }
    false
}

/// Several lines of one look as one shape: a curve with gaps.
pub(super) fn one_line(nodes: &[Node]) -> Option<Shape> {
    let mut joined: Option<Shape> = None;
    for node in nodes {
        let Node::Shape(shape) = node else {
            return None;
        };
        let Form::Path(steps) = &shape.form else {
            return None;
        };
        if shape.fill != Fill::None || shape.text.is_some() {
            return None;
        }
        match &mut joined {
            None => joined = Some((**shape).clone()),
            Some(held) if held.stroke == shape.stroke => {
                held.rect = held.rect.union(shape.rect);
                if let Form::Path(held) = &mut held.form {
                    held.extend(steps);
                }
            }
            Some(_) => return None,
        }
    }
    joined
}

/// Cuts the bar at the left of a card to what is seen of it beside the box that
/// covers the rest.
pub(super) fn trim_bar(bar: &mut Node, cover: &Shape) {
    let Node::Shape(bar) = bar else { return };
    let (Form::Round(radius), Form::Round(_)) = (&bar.form, &cover.form) else {
        return;
    };
    let beside = cover.rect.left() - bar.rect.left();
    let is_covered = bar.text.is_none()
        && beside > 0.0
        && beside < 2.0 * radius
        && (bar.rect.right() - cover.rect.right()).abs() < 1.0
        && (bar.rect.height() - cover.rect.height()).abs() < 2.0;
    if is_covered {
        let width = (2.0 * radius + beside).min(bar.rect.width());
        bar.rect.max.x = bar.rect.left() + width;
        bar.label = Label::named("Bar");
    }
}
