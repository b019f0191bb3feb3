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
        Topic::Insights => INSIGHTS,
        Topic::Report => REPORT,
        Topic::Merge => MERGE,
        Topic::Diff => DIFF,
        Topic::Feedback => FEEDBACK,
    }
}

const PROGRAM: &str = "\
Throughline: an editor for customer journey maps.

Usage:
  throughline [FILE]...                   open the editor
  throughline new [--template NAME] -o FILE
                                          write a new map
  throughline convert IN -o OUT           between map, Mermaid and Markdown
  throughline export IN... -o OUT [OPTION]...
                                          pictures, slides, PDF, tables
  throughline check IN...                 list problems and import warnings
  throughline report IN -o OUT            insights, questions, metrics and
                                          feedback as .pdf, .html or .md
  throughline insights IN [--json]        what a map says about itself, and
                                          what to ask next
  throughline diff A B                    say what changed, in words
  throughline merge BASE OURS THEIRS -o OUT
                                          put two versions of a map together
  throughline feedback import TABLE --into FILE
                                          bring feedback into a map's log

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

Usage: throughline convert IN -o OUT [--part N]

Options:
  -o, --output OUT  the file to write; one that is there is replaced
      --part N      which part of IN is read, where it has several: a diagram,
                    a table, all tables, lists. Without it, the part that says
                    most; the parts with their numbers are written to
                    standard error
  -h, --help        this text

The extensions tell the forms, either way: .journey.ron or .ron for a map,
.mmd or .mermaid for Mermaid, .csv for tables (safe to open in a spreadsheet),
.md for a document with the same tables. Both come back as the map they were.
What others make is read, too: CSV, .tsv and .txt with stages down or across,
or a card a row; Markdown with tables, lists under headings or a mermaid
fence; .json. Encodings and delimiters are found.
What was assumed while reading is written to standard error as IN:LINE: text,
what OUT cannot hold as OUT: text. Nothing partial is left under the name OUT.

In a map made from Mermaid a section is a stage, a task a card on the lane
“Doing” with a point of the emotion curve, an actor a persona. Scores 1 to 5
become feelings from -2 to +2; a score that is no number is not known.
";

const EXPORT: &str = "\
Draw maps as pictures and slides, or write their tables.

Usage: throughline export IN... -o OUT [OPTION]...

  -o, --output OUT    the file to write; or a folder, if there is one or OUT
                      ends in /; or - for standard output. What is there is
                      replaced
      --format NAME   png, svg, pdf, pptx, html, csv, md, mmd or ron, where
                      the extension of OUT does not tell it

The page:
      --preset NAME   slide-16x9 (1920x1080 pixels, when nothing is said),
                      slide-16x9-large (2560x1440), slide-16x9-4k (3840x2160),
                      slide-4x3 (1440x1080), a4, a3, letter, a1, or canvas
                      (the map's own size)
      --size WxH      a slide of so many pixels, as in 1920x1080, or a sheet,
                      as in 297x210mm (cm and in as well)
      --dpi N         pixels an inch of a sheet
      --scale N       the map's own size, N pixels for each of its units
      --split N       on at most N pages; --split stage: one for each stage

What of the file and its map, also of tables, Mermaid and maps:
      --content WHAT  map (when nothing is said), or opportunities: a board of
                      them by impact and effort; a table in csv and md
      --part N        of a document with a diagram and tables, this part, as
                      convert does
      --stages LIST   these stages: 2-4 or 1,3 or \"Awareness,Decision\"
      --lanes LIST    these lanes, in the same way, hidden ones too
      --view NAME     what a view that is saved in the map shows

What is beside it:
      --no-header     without title, persona and facts
      --no-legend     without the names of the curves
      --page-title    title, stages and page number below the map
      --date TEXT     a date below the map, just as it is given

How it looks:
      --theme NAME    light, dark or high-contrast (the map's own, when none
                      is named)
      --background B  theme, white or transparent
      --transparent   the same as --background transparent
      --details WHAT  what cards show beside their text: text (nothing), key
                      (severity, impact and effort), all (also channel,
                      status, wait, owner, evidence); as the map has it when
                      nothing is said
      --large-type    small words as large as those of cards
      --min-text N    write nothing, and exit with 1, when the smallest text
                      is below N points, as in 14pt; it says what would help
      --text          SVG: text with embedded fonts instead of outlines
      --packing P     PNG: small, or fast and larger
  -h, --help          this text

Several maps go into a folder, each under its own name; one that fails keeps
no other from being written. PNG and SVG hold one page, so several become
OUT-1.png, OUT-2.png; PDF and PPTX hold them all. Sizes in points are those on
a wide slide (13.33 inches) or on the sheet: 14 pt read from the back of a
room, 9 pt on a shared screen. What OUT cannot hold is written to standard
error. The same map gives the same bytes every time.
";

const CHECK: &str = "\
List problems of maps, and warnings of imports.

Usage: throughline check IN... [--part N]

Options:
      --part N  which part of each file is read, as convert does
  -h, --help    this text

Each is one line on standard output: FILE:LINE: text. What concerns the whole
file is given at its first line. Nothing is printed for a file without any.
Repairs are listed too: elements that share an id, references to what is not
there, numbers out of range. Other commands make them and say so on standard
error; the file itself stays as it is.

Exit code: 0 when every file could be read as it is, with or without warnings;
1 when one could not, or only with repairs.
";

const INSIGHTS: &str = "\
Say what a map says about itself, and what to ask customers next.

Usage: throughline insights IN [--json] [--today DATE] [--part N]

Options:
      --json        as JSON, for scripts
      --today DATE  the day it is, as YYYY-MM-DD, to tell whether a review is
                    due; the day of the computer's clock when not given
      --part N      which part of IN is read, as convert does
  -h, --help        this text

Insights are sentences under headings, what matters most first: peak, low and
end of the emotion curve, moments without evidence, pains without opportunity,
long waits and so on. What was dismissed in the map comes with its reason.
Then follow the questions: places that nobody knows or that are only assumed,
with the survey that fits and a text to use.

With --json, one object on standard output:
  map        the title
  today      the day
  insights   rule, chapter, sentence, why, weight (0 to 100), and elements,
             each with kind, id and name
  dismissed  the same with a reason
  questions  reason, method, place, text, elements

Exit code: 0 when the map could be read, whatever there is to say; 1 when it
could not; 2 wrong usage.
";

const REPORT: &str = "\
Write what a map tells: its picture, insights, questions, metrics, pain points,
opportunities and what customers said.

Usage: throughline report IN -o OUT.pdf|.html|.md [options]

Options:
  -o, --output OUT   the file to write; its end says as what
      --hand-out     for a workshop: the picture, and the questions with room
                     for answers
      --preset NAME  the page of a PDF, as export has them; a4 when not given
      --theme NAME   light, dark or high-contrast
      --today DATE   the day it is, as YYYY-MM-DD, to tell whether a review is
                     due; the day of the computer's clock when not given
      --part N       which part of IN is read, as convert does
  -h, --help         this text

Exit code: 0 when it was written, 1 when a file could not be read or written,
2 wrong usage.
";

const DIFF: &str = "\
Say what changed from one map to another, in words, one change a line.

Usage: throughline diff A B [--exit-code]

Options:
      --exit-code  exit with 1 when there are changes
  -h, --help       this text

Things are told by their ids, so that what was moved or renamed is not taken
for something new. Nothing is printed for maps that are equal. An empty file
counts as a map without anything.

In git, for maps in a repository:
  echo '*.journey.ron diff=throughline merge=throughline' >> .gitattributes
  git config diff.throughline.command 'throughline diff'
";

const FEEDBACK: &str = "\
Bring what customers said from a table into the feedback log of a map.

Usage: throughline feedback import TABLE --into FILE [OPTION]...

Options:
      --into FILE        the map; it is saved as the editor saves it, and what
                         it held before is kept as a version
      --survey WHICH     what the scores answer: nps (0 to 10), csat (1 to 5),
                         ces (1 to 7), or own, a scale of their own. Without
                         it, the name of their column tells
      --dates ORDER      day-first, month-first or year-first, where dates in
                         numbers do not tell
      --map-column \"NAME=WHAT\"
                         what a column is about, as often as there are such:
                         verbatim, topic, type, source, score, date, stage,
                         id, note or nothing (left out)
      --encoding NAME    utf-8, utf-16le, utf-16be, windows-1252, cp949,
                         shift-jis or gb18030
      --delimiter SIGN   comma, semicolon, tab or stroke
      --repeats WHAT     rows that are there already: same-id leaves those out
                         whose id and words are the same (when nothing is
                         said), equal also equal rows without an id, take none
      --part N           of a file with several tables, this one
      --today DATE       the day it is, as YYYY-MM-DD: answers of a later one
                         are told; the day of the computer's clock when not
                         given
      --dry-run          say what would be added, and write nothing
  -h, --help             this text

TABLE is CSV or any text with signs between its cells, Markdown with a table,
or JSON with one. What each column was taken for, and how much was added, is
written to standard output; what could not be taken as it stands, to standard
error as TABLE:LINE: text. A date or score that cannot be read is kept in the
note of its answer; one that is unlikely is kept and told. Rows whose stage the
map does not have, or that name none, are placed by the rules of the map, else
nowhere.

Exit code: 0 when the rest was added; 1 when a file could not be read or
written, and nothing was; 2 wrong usage.
";

const MERGE: &str = "\
Put two versions of a map together that come from one.

Usage: throughline merge BASE OURS THEIRS -o OUT [--prefer SIDE] [--name NAME]

Options:
  -o, --output OUT   the map to write; it may be OURS
      --prefer SIDE  ours or theirs settles every conflict
      --name NAME    what messages call the map, for files with other names
  -h, --help         this text

The three are maps, whatever their names; an empty file counts as a map
without anything. Each thing is merged by itself, field by field: what one
side changed is taken, long texts are merged by line, what both added is kept.
A conflict is what both changed differently, or one changed and the other
removed. OUT has ours there, and each conflict is a line on standard error:
OUT: what: field: base ..., ours ..., theirs ...

Exit code: 0 when nothing is in conflict, or --prefer has settled it; 1 when
conflicts remain, or a file could not be read or written; 2 wrong usage.

In git, for maps in a repository:
  echo '*.journey.ron diff=throughline merge=throughline' >> .gitattributes
  git config merge.throughline.driver \\
    'throughline merge %O %A %B -o %A --name %P'
";
