//! Lines of a terminal as an SVG: each appears when its time has come, and what is too much scrolls away.
//!
//! Where nothing moves (a printer, a reader that takes no animations) all of it is there, from the end.

use std::fmt::Write as _;

use super::Line;

/// Lines that are seen at once.
const ROWS: usize = 26;
const LINE_HEIGHT: usize = 19;
const WIDTH: usize = 900;
const MARGIN: usize = 18;
/// The command is read before anything happens.
const BEFORE: f64 = 1.0;

/// The picture of a command and what it said.
pub(super) fn svg(command: &str, lines: &[Line]) -> String {
    let height = ROWS * LINE_HEIGHT + 2 * MARGIN;
    let mut rows = row(0, 0.0, &format!("\u{1b}[1m$ {command}\u{1b}[0m"));
    for (at, line) in lines.iter().enumerate() {
        rows.push_str(&row(at + 1, BEFORE + line.after.as_secs_f64(), &line.text));
    }
    let scroll = scroll(lines);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">\n\
         <clipPath id=\"screen\"><rect y=\"{MARGIN}\" width=\"{WIDTH}\" height=\"{}\"/></clipPath>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" rx=\"8\" fill=\"#14181f\"/>\n\
         <g clip-path=\"url(#screen)\" fill=\"#c9d1d9\" font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"14\">\n<g>\n{scroll}{rows}</g>\n</g>\n</svg>\n",
        escaped(command),
        ROWS * LINE_HEIGHT
    )
}

/// A line, hidden until its time.
fn row(at: usize, begin: f64, text: &str) -> String {
    let y = MARGIN + (at + 1) * LINE_HEIGHT - 5;
    let wait = if begin > 0.0 {
        format!("<set attributeName=\"visibility\" to=\"hidden\" begin=\"0s\" dur=\"{begin:.2}s\"/>")
    } else {
        String::new()
    };
    format!("<text x=\"{MARGIN}\" y=\"{y}\">{}{wait}</text>\n", spans(text))
}

/// The steps by which lines move up, one for each that finds no room.
fn scroll(lines: &[Line]) -> String {
    let mut steps = String::new();
    for (at, line) in lines.iter().enumerate().skip(ROWS - 1) {
        let (up, begin) = ((at + 2 - ROWS) * LINE_HEIGHT, BEFORE + line.after.as_secs_f64());
        let _ = writeln!(
            steps,
            "<animateTransform attributeName=\"transform\" type=\"translate\" to=\"0 -{up}\" begin=\"{begin:.2}s\" dur=\"1ms\" fill=\"freeze\"/>"
        );
    }
    steps
}

/// The styles of a terminal that the project's programs use: bold, colours, and none.
fn spans(text: &str) -> String {
    let mut spans = String::new();
    for (at, part) in text.split("\u{1b}[").enumerate() {
        let (style, text) = if at == 0 { ("0", part) } else { part.split_once('m').unwrap_or(("0", part)) };
        let style = match style {
            "1" => " font-weight=\"bold\" fill=\"#ffffff\"",
            "33" => " fill=\"#d29922\"",
            "31" => " fill=\"#f85149\"",
            _ => "",
        };
        if !text.is_empty() {
            let _ = write!(spans, "<tspan{style}>{}</tspan>", escaped(text));
        }
    }
    spans
}

/// Not every reader keeps spaces, so they are of those that don't break.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn lines_appear_in_time_and_scroll_where_there_are_too_many() {
        let line = |at: u64| Line { after: Duration::from_millis(at * 100), text: format!("line {at}") };
        let few = svg("demo", &[line(0), line(1)]);
        assert!(few.contains("<tspan>line\u{a0}1</tspan><set attributeName=\"visibility\" to=\"hidden\" begin=\"0s\" dur=\"1.10s\"/>"));
        assert!(!few.contains("animateTransform"));
        let many: Vec<Line> = (0..30).map(line).collect();
        assert_eq!(svg("demo", &many).matches("animateTransform").count(), 30 + 1 - ROWS);
    }

    #[test]
    fn styles_become_spans_and_text_stays_text() {
        assert_eq!(
            spans("\u{1b}[1mHTML\u{1b}[0m <b>"),
            "<tspan font-weight=\"bold\" fill=\"#ffffff\">HTML</tspan><tspan>\u{a0}&lt;b&gt;</tspan>"
        );
    }
}
