//! What `--help` says.

use super::arguments::Topic;

/// Where to read more after a wrong use.
pub(super) fn hint(topic: Topic) -> String {
    match topic.word() {
        "" => "Try “throughline --help”.".into(),
        word => format!("Try “throughline {word} --help”."),
    }
}

/// The help on a topic.
pub(super) const fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::Program => PROGRAM,
        Topic::New => NEW,
        Topic::Convert => CONVERT,
        Topic::Export => EXPORT,
        Topic::Check => CHECK,
    }
}

const PROGRAM: &str = "\
Throughline: an editor for customer journey maps.

Usage:
  throughline [FILE]...                   open the editor
  throughline new [--template NAME] -o FILE
                                          write a new map
  throughline convert IN -o OUT           between map, Mermaid and Markdown
  throughline export IN -o OUT.png [--size 1920x1080 | --scale 2]
                     [--theme NAME]       draw a map as PNG
  throughline check IN...                 list problems and import warnings

Options:
  -h, --help     this text; after a command, more about it
  -V, --version  the version

A FILE is a map (.journey.ron, .ron), a Mermaid journey (.mmd, .mermaid) or
Markdown with one (.md). To open a file named like a command, write ./new, or
-- before it. Only opening the editor needs a display.

Exit code: 0 done, 1 an input or output failed, 2 wrong usage.
";

const NEW: &str = "\
Write a new map.

Usage: throughline new [--template NAME] -o FILE

Options:
  -o, --output FILE    the file to write; one that is there is replaced
      --template NAME  what the map starts with:
                         five-stages        awareness to advocacy with the
                                            usual lanes (when none is named)
                         software-customer  first contact to expansion
                         visit              one visit of a shop or service
                         service-blueprint  onstage, backstage, support
                         5e                 entice, enter, engage, exit, extend
                         job-to-be-done     the eight steps of a job
                         blank              one stage and one lane
                         stress:N           N cards, for measuring
  -h, --help           this text

The extension of FILE tells its form: .journey.ron or .ron for a map, .mmd or
.mermaid for Mermaid, .md for Mermaid in Markdown.
";

const CONVERT: &str = "\
Write a map in another form.

Usage: throughline convert IN -o OUT

Options:
  -o, --output OUT  the file to write; one that is there is replaced
  -h, --help        this text

The extensions tell the forms, either way: .journey.ron or .ron for a map,
.mmd or .mermaid for Mermaid, .md for Markdown with a mermaid fence (the first
journey in it is read). What was assumed while reading is written to standard
error as IN:LINE: text, what OUT cannot hold as OUT: text. Nothing partial is
left under the name OUT.

In a map made from Mermaid a section is a stage, a task a card on the lane
“Doing” with a point of the emotion curve, an actor a persona. Scores 1 to 5
become feelings from -2 to +2; a score that is no number is not known.
";

const EXPORT: &str = "\
Draw a map as PNG.

Usage: throughline export IN -o OUT.png [--size WxH | --scale N]
                          [--theme light|dark|high-contrast]
                          [--details text|key|all]

Options:
  -o, --output OUT.png  the file to write; one that is there is replaced
      --size WxH        exactly so many pixels, with the map centered on them
                        (1920x1080 when nothing is said)
      --scale N         the map's own size, N pixels for each of its units
      --theme NAME      light, dark or high-contrast (that of the map when
                        none is named)
      --details WHAT    what cards show beside their text: text (nothing), key
                        (severity, impact and effort), all (also channel,
                        status, wait, owner, evidence); as the map has it when
                        nothing is said
  -h, --help            this text

IN is a map, a Mermaid journey or Markdown with one. The same map gives the
same bytes every time. The picture carries its physical size: 1920 pixels, or
3840, fill a wide slide.
";

const CHECK: &str = "\
List problems of maps, and warnings of imports.

Usage: throughline check IN...

Options:
  -h, --help  this text

Each is one line on standard output: FILE:LINE: text. What concerns the whole
file is given at its first line. Nothing is printed for a file without any.

Exit code: 0 when every file could be read, with or without warnings; 1 when
one could not.
";
