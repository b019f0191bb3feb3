//! `export` as a script uses it: formats, sizes, parts of a map, several maps
//! at once, standard output, and what is refused.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use throughline::export::Format;

use super::{Run, folder, names, run};

const CAR: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/samples/car-purchase.journey.ron"
);

/// Exports the sample with the words of one line; values hold no spaces.
fn car(at: &Path, words: &str) -> Run {
    let mut arguments = vec!["export", CAR];
    arguments.extend(words.split_whitespace());
    run(at, &arguments)
}

fn exported(at: &Path, words: &str) -> String {
    let run = car(at, words);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{words}: {run:?}");
    run.err
}

fn size(at: &Path, name: &str) -> (u32, u32) {
    image::image_dimensions(at.join(name)).unwrap()
}

/// What goes to standard output, and the exit code.
fn piped(at: &Path, words: &[&str]) -> (i32, Vec<u8>) {
    let output = Command::new(env!("CARGO_BIN_EXE_throughline"))
        .args(words)
        .current_dir(at)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .unwrap();
    (output.status.code().unwrap(), output.stdout)
}

#[test]
fn every_format_is_written_by_its_extension_the_same_each_time() {
    let folder = folder();
    let at = folder.path();
    for format in Format::ALL {
        let (one, other) = (
            format!("a.{}", format.extension()),
            format!("b.{}", format.extension()),
        );
        let size = if format.is_drawn() {
            " --size 640x360"
        } else {
            ""
        };
        exported(at, &format!("-o {one}{size}"));
        exported(at, &format!("-o {other}{size}"));
        let one = fs::read(at.join(one)).unwrap();
        let starts: &[u8] = match format {
            Format::Png => b"\x89PNG",
            Format::Svg => b"<",
            Format::Pdf => b"%PDF-",
            Format::Pptx => b"PK",
            Format::Html => b"<!",
            Format::Csv | Format::Markdown | Format::Mermaid | Format::Map => b"",
        };
        assert!(one.starts_with(starts) && one.len() > 100, "{format:?}");
        assert!(one == fs::read(at.join(other)).unwrap(), "{format:?}");
    }
}

#[test]
fn papers_have_their_pixels_and_exclude_each_other() {
    let folder = folder();
    let at = folder.path();
    for (words, pixels) in [
        ("--preset slide-4x3", (1440, 1080)),
        ("--size 640X360", (640, 360)),
        ("--size 640x360px", (640, 360)),
        ("--size 297x210mm --dpi 50", (585, 413)),
        ("--size 29.7cmx21cm --dpi 50", (585, 413)),
        ("--size 11x8.5in --dpi 40", (440, 340)),
        ("--preset a4 --dpi 50", (585, 413)),
    ] {
        exported(at, &format!("-o a.png {words}"));
        assert_eq!(size(at, "a.png"), pixels, "{words}");
    }
    for (words, said) in [
        ("--size 640x360 --scale 2", "--size and --scale exclude"),
        ("--preset a4 --size 640x360", "--preset and --size exclude"),
        ("--size 640x360 --dpi 100", "--dpi is for a sheet"),
        ("--scale 1 --dpi 100", "--dpi is for a sheet"),
        ("--size 0x210mm", "is no size"),
        ("--size 297mm", "is no size"),
        ("--size 1e3x5", "is no size"),
        ("--dpi -5 --preset a4", "is no density"),
        ("--preset slide-16x10", "did you mean “slide-16x9”"),
        ("--split 0", "how many pages"),
        ("--split halves", "or stage"),
        ("--background pink", "there are theme, white, transparent"),
        ("--transparent --background white", "exclude each other"),
        ("--transparent=yes", "--transparent"),
        ("--min-text tiny", "as in --min-text 14pt"),
        ("--packing tight", "there are small, fast"),
        ("--text", "--text is for SVG and does not apply to PNG"),
        ("--larg-type", "did you mean --large-type"),
        ("--large-type --large-type", "twice"),
        ("--view=", "which view"),
        ("--format csv", "--format asks for CSV"),
        ("--format gif", "there are png, svg"),
    ] {
        let run = car(at, &format!("-o b.png {words}"));
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words}: {run:?}");
        assert!(run.err.contains(said), "{words}: {}", run.err);
    }
    for (words, said) in [
        ("-o b.csv --size 640x360", "--size is for what is drawn"),
        ("-o b.mmd --transparent", "does not apply to Mermaid"),
        ("-o b.csv --no-header", "--no-header is for what is drawn"),
        ("-o b.svg --packing fast", "--packing is for PNG"),
        ("-o - --min-text 9", "--format png"),
        ("-o folder/", "--format png"),
        ("x.ron -o b.png", "go into a folder"),
        ("x.ron -o - --format png", "one map, and “x.ron”"),
        ("-o b.bmp", ".svg"),
    ] {
        let run = car(at, words);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words}: {run:?}");
        assert!(run.err.contains(said), "{words}: {}", run.err);
    }
    assert_eq!(names(at), ["a.png"]);
}

#[test]
fn several_maps_go_into_a_folder_and_one_that_fails_stops_no_other() {
    let folder = folder();
    let at = folder.path();
    fs::copy(CAR, at.join("car.journey.ron")).unwrap();
    fs::write(
        at.join("visit.mmd"),
        "journey\ntitle V\nsection S\nA: 5: Me\n",
    )
    .unwrap();
    fs::write(at.join("bad.ron"), "nonsense").unwrap();
    let all = "export bad.ron car.journey.ron visit.mmd -o out/ --format png --size 320x180";
    let words: Vec<&str> = all.split(' ').collect();
    let drawn = run(at, &words);
    assert_eq!((drawn.code, drawn.out.as_str()), (1, ""), "{drawn:?}");
    assert!(
        drawn.err.starts_with("throughline: bad.ron"),
        "{}",
        drawn.err
    );
    let last = "throughline: 1 of 3 maps could not be exported\n";
    assert!(drawn.err.ends_with(last), "{}", drawn.err);
    assert_eq!(names(&at.join("out")), ["car.png", "visit.png"]);

    let same = "export car.journey.ron visit.mmd -o out --format csv";
    let same = run(at, &same.split(' ').collect::<Vec<_>>());
    assert_eq!(same.code, 0, "a folder that is there: {same:?}");
    assert_eq!(
        names(&at.join("out")),
        ["car.csv", "car.png", "visit.csv", "visit.png"]
    );
}

#[test]
fn no_map_that_is_read_and_no_file_of_the_same_run_is_overwritten() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("b")).unwrap();
    for name in ["a.ron", "b/a.ron", "c.journey.ron"] {
        fs::copy(CAR, at.join(name)).unwrap();
    }
    let words = "export a.ron b/a.ron -o out/ --format mmd";
    let twice = run(at, &words.split(' ').collect::<Vec<_>>());
    assert_eq!(twice.code, 1);
    let said = "out/a.mmd was just written from a.ron";
    assert!(twice.err.contains(said), "{}", twice.err);
    let words = "export a.ron c.journey.ron -o ./ --format ron";
    let over = run(at, &words.split(' ').collect::<Vec<_>>());
    assert_eq!(over.code, 1);
    let said = "./c.journey.ron is the map itself";
    assert!(over.err.contains(said), "{}", over.err);
    assert_eq!(
        fs::read(CAR).unwrap(),
        fs::read(at.join("c.journey.ron")).unwrap()
    );
}

#[test]
fn pages_of_pictures_are_numbered_and_said() {
    let folder = folder();
    let at = folder.path();
    let said = exported(at, "-o car.png --size 320x180 --split stage");
    let pages = "5 pages, written as car-1.png to car-5.png";
    assert!(said.contains(pages), "{said}");
    let numbered = [
        "car-1.png",
        "car-2.png",
        "car-3.png",
        "car-4.png",
        "car-5.png",
    ];
    assert_eq!(names(at), numbered);
    assert!(numbered.iter().all(|name| size(at, name) == (320, 180)));
    // Those of a longer export stay, and are named.
    let said = exported(at, "-o car.png --size 320x180 --split 2");
    let left = "car-3.png to car-5.png of an earlier export are still there";
    assert!(said.contains(left), "{said}");
    assert_eq!(names(at), numbered);
    // A folder in the way of one page: no page is written.
    fs::create_dir_all(at.join("x/map-3.png")).unwrap();
    let blocked = car(at, "-o x/map.png --size 320x180 --split stage");
    assert_eq!(blocked.code, 1);
    assert!(
        blocked.err.contains("map-3.png is a folder"),
        "{}",
        blocked.err
    );
    assert_eq!(names(&at.join("x")), ["map-3.png"]);
}

#[test]
fn standard_output_takes_one_file_of_the_same_bytes() {
    let folder = folder();
    let at = folder.path();
    exported(at, "-o a.png --size 320x180");
    let words = [
        "export", CAR, "-o", "-", "--format", "png", "--size", "320x180",
    ];
    let (code, bytes) = piped(at, &words);
    assert_eq!(code, 0);
    assert!(bytes == fs::read(at.join("a.png")).unwrap());
    let several = car(at, "-o - --format svg --split stage");
    assert_eq!((several.code, several.out.as_str()), (1, ""), "{several:?}");
    assert!(several.err.contains("5 pictures"), "{}", several.err);
    assert_eq!(names(at), ["a.png"]);
}

#[test]
fn stages_and_lanes_are_chosen_by_name_and_number() {
    let folder = folder();
    let at = folder.path();
    exported(
        at,
        "-o a.png --size 320x180 --lanes Doing,emotion --stages 2-3",
    );
    exported(at, "-o b.png --size 320x180 --lanes 1,3 --stages 2,3");
    exported(at, "-o c.png --size 320x180 --lanes 1,3");
    let bytes = |name| fs::read(at.join(name)).unwrap();
    assert!(bytes("a.png") == bytes("b.png"));
    assert!(bytes("a.png") != bytes("c.png"));
    for (words, said) in [
        (
            "--lanes Doin",
            "did you mean “Doing”? there are 1 Doing, 2 Touch",
        ),
        ("--stages 9", "there is no stage “9”; there are 1 "),
        ("--stages 3-1", "write 1-3"),
        ("--view Sales", "no saved view “Sales”"),
    ] {
        let run = car(at, &format!("-o d.png {words}"));
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{words}: {run:?}");
        assert!(run.err.contains(CAR), "it names the map: {}", run.err);
        assert!(run.err.contains(said), "{words}: {}", run.err);
    }
    assert_eq!(names(at), ["a.png", "b.png", "c.png"]);
}

#[test]
fn tables_and_maps_hold_what_is_chosen_and_come_back_as_that() {
    let folder = folder();
    let at = folder.path();
    let chosen = "--stages 2-3 --lanes Doing,Emotion";
    for name in ["a.journey.ron", "a.csv", "a.md", "a.mmd"] {
        exported(at, &format!("-o {name} {chosen}"));
    }
    let part = fs::read_to_string(at.join("a.journey.ron")).unwrap();
    assert!(part.contains("name: \"Doing\"") && !part.contains("kind: touchpoints"));
    for name in ["a.csv", "a.md"] {
        let back = run(at, &["convert", name, "-o", "back.journey.ron"]);
        assert_eq!(back.code, 0, "{back:?}");
        let back = fs::read_to_string(at.join("back.journey.ron")).unwrap();
        assert_eq!(back, part, "{name}");
    }
    let diagram = fs::read_to_string(at.join("a.mmd")).unwrap();
    assert_eq!(diagram.matches("section ").count(), 2, "{diagram}");
    let whole = car(at, "-o b.csv --view Sales");
    assert!(whole.code == 1 && whole.err.contains("no saved view"));
}

#[test]
fn text_that_is_too_small_fails_with_what_would_help() {
    let folder = folder();
    let at = folder.path();
    let said = exported(at, "-o a.png --size 320x180 --min-text 2pt");
    assert!(!said.contains("smallest text"), "{said}");
    let refused = car(at, "-o b.png --size 320x180 --min-text 60pt");
    assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{refused:?}");
    for words in [
        "was not exported: its smallest text would be ",
        " pt and should be at least 60.0 pt\n",
        "--split stage gives ",
        "which is too little",
        "show fewer cards",
    ] {
        assert!(refused.err.contains(words), "{words}: {}", refused.err);
    }
    // What it says is so.
    let line = refused
        .err
        .lines()
        .find(|line| line.contains("  --split stage gives"));
    let gives = line.unwrap().split_whitespace().nth(3).unwrap().to_owned();
    let words = format!("-o b.png --size 320x180 --split stage --min-text {gives}");
    exported(at, &words);
    let more = gives.parse::<f32>().unwrap() + 0.1;
    let words = format!("-o c.png --size 320x180 --split stage --min-text {more}");
    assert_eq!(car(at, &words).code, 1);
    assert!(names(at).iter().all(|name| !name.starts_with('c')));
}
