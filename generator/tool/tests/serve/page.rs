//! The outbox page: what it shows, and that a mail's HTML can't get out of its frame.

mod trap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use test_support::Browser;

use crate::stand::{SEND, Stand, simple, with};
use trap::Trap;

fn with_html(html: &str) -> Value {
    with(simple(), "/Content/Simple/Body/Html", json!({ "Data": html }))
}

#[test]
fn an_empty_outbox_says_where_to_send() {
    let stand = Stand::start(&[]);
    let page = stand.get("/").text().unwrap();
    assert!(page.contains("Nothing was sent yet") && page.contains(stand.address()), "{page}");
}

#[test]
fn nothing_a_mail_says_becomes_part_of_the_page() {
    let stand = Stand::start(&[]);
    let evil = "\"'></iframe></pre><script>alert(1)</script>";
    let mut request = with_html(evil);
    request["Content"]["Simple"]["Subject"]["Data"] = evil.into();
    request["Content"]["Simple"]["Body"]["Text"]["Data"] = evil.into();
    request["Content"]["Simple"]["Headers"] = json!([{ "Name": "X-<b>", "Value": evil }]);
    request["Content"]["Simple"]["Attachments"] =
        json!([{ "FileName": evil, "RawContent": "", "ContentType": evil }]);
    request["FromEmailAddress"] = format!("{evil} <a@example.com>").into();
    stand.call(SEND, &request).is(200);
    let response = stand.get("/");
    let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    let page = response.text().unwrap();
    assert!(page.matches("<script").count() == 1 && !page.contains("<b>"), "{page}");
    assert_eq!(page.matches("</iframe>").count(), 1);
    assert!(page.contains("sandbox=\"\""));
    for broken in [
        "/?mail=%22%3E%3Cscript%3E",
        "/?page=0",
        "/?page=x",
        "/?page=99999999999999999999",
        "/?page=18446744073709551615",
    ] {
        assert_eq!(stand.get(broken).text().unwrap().matches("<script").count(), 1, "{broken}");
    }
}

#[test]
fn a_mail_that_is_shown_can_be_chosen_and_pages_turned() {
    let stand = Stand::start(&[]);
    for number in 0..101 {
        let subject = json!({ "Data": format!("Number {number}.") });
        stand.call(SEND, &with(simple(), "/Content/Simple/Subject", subject)).is(200);
    }
    let newest = stand.get("/").text().unwrap();
    assert!(
        newest.contains("<h2 id=subject><bdi>Number 100.</bdi></h2>") && !newest.contains("Number 0."),
        "{newest}"
    );
    let oldest = stand.get("/?page=2").text().unwrap();
    assert!(
        oldest.contains("<h2 id=subject><bdi>Number 0.</bdi></h2>") && !oldest.contains("Number 1."),
        "{oldest}"
    );
    let id = stand.mails()[50]["message_id"].as_str().unwrap().to_owned();
    let chosen = stand.get(&format!("/?mail={id}")).text().unwrap();
    assert!(chosen.contains("<h2 id=subject><bdi>Number 50.</bdi></h2>"), "{chosen}");
    assert_eq!(chosen.matches("aria-current=true").count(), 1);
}

#[test]
fn a_subject_neither_fills_the_list_nor_turns_it_around() {
    let stand = Stand::start(&[]);
    let subject = json!({ "Data": format!("invoice\u{202e}fdp.exe {}", "x".repeat(3_000)) });
    let mut request = with(simple(), "/Content/Simple/Subject", subject);
    request["Content"]["Simple"]["Attachments"] =
        json!([{ "FileName": "invoice\u{202e}fdp.exe", "RawContent": "", "ContentType": "text/plain" }]);
    stand.call(SEND, &request).is(200);
    let page = stand.get("/").text().unwrap();
    assert!(!page.contains('\u{202e}') && page.contains("invoice<mark>U+202E</mark>fdp.exe"), "{page}");
    let list = page.split_once("<nav").unwrap().1.split_once("</nav>").unwrap().0;
    assert!(list.len() < 1_000 && list.contains('…'), "{list}");
    assert!(list.contains(" GMT"), "when it arrived");
}

#[test]
fn an_attachment_is_shown_or_saved_and_never_run() {
    let stand = Stand::start(&[]);
    let mut request = simple();
    let file = |name: &str, media_type: &str| json!({ "FileName": name, "RawContent": "PHM+", "ContentType": media_type });
    request["Content"]["Simple"]["Attachments"] = json!([
        file("notes.txt", "Text/Plain; charset=utf-8"),
        file("page.html", "text/html"),
        file("../\"picture\".svg\r\nX-A: b", "image/svg+xml"),
        file("app.js", "text/javascript"),
    ]);
    stand.call(SEND, &request).is(200);
    let id = stand.mails()[0]["message_id"].as_str().unwrap().to_owned();
    for (number, (media_type, disposition)) in [
        ("text/plain; charset=utf-8", "inline"),
        ("application/octet-stream", "attachment; filename=\"page.html\""),
        ("application/octet-stream", "attachment; filename=\"__picture_.svg__X-A_ b\""),
        ("application/octet-stream", "attachment; filename=\"app.js\""),
    ]
    .into_iter()
    .enumerate()
    {
        let path = format!("/_outbox/{id}/{number}");
        assert!(stand.get("/").text().unwrap().contains(&path), "{path} is linked");
        let response = stand.get(&path);
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            (header("content-type").as_str(), header("content-disposition").as_str()),
            (media_type, disposition)
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(
            header("content-security-policy").contains("default-src 'none'")
                && header("content-security-policy").ends_with("sandbox")
        );
        assert_eq!(response.bytes().unwrap(), "<s>");
    }
    for missing in [format!("/_outbox/{id}/4"), format!("/_outbox/{id}/x"), "/_outbox/none/0".to_owned()] {
        assert!(stand.get(&missing).status().is_client_error(), "{missing}");
    }
}

#[test]
fn the_button_clears_the_outbox_and_no_other_page_does() {
    let stand = Stand::start(&[]);
    let client = tool::http().no_proxy().build().unwrap();
    let clear = |origin: &str| {
        client.post(format!("{}/_outbox/clear", stand.url())).header("origin", origin).send().unwrap()
    };
    let state = || stand.get("/_outbox/state").text().unwrap();
    let empty = state();
    stand.call(SEND, &simple()).is(200);
    let full = state();
    assert_ne!(full, empty, "the page learns of what arrives");
    for origin in ["http://example.com", "null", "http://127.0.0.1:1"] {
        assert_eq!((clear(origin).status().as_u16(), stand.mails().len()), (403, 1), "{origin}");
    }
    assert!(stand.get("/").text().unwrap().contains("<form action=\"/_outbox/clear\" method=post>"));
    assert_eq!((clear(stand.url()).status().as_u16(), stand.mails().len()), (200, 0));
    assert_ne!(state(), full, "and of what is gone");
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn a_browser_shows_the_mail_and_finds_its_way_around() {
    let mut browser = Browser::start();
    let stand = Stand::start(&[]);
    let mut request = with_html(
        "<h1 style='color: teal'>Welcome!</h1><p><img src='cid:dot' width=40 height=40> Good to have you.</p>",
    );
    let dot = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    request["Content"]["Simple"]["Attachments"] =
        json!([{ "FileName": "dot.gif", "RawContent": dot, "ContentType": "image/gif", "ContentId": "dot" }]);
    request["EmailTags"] = json!([{ "Name": "EmailType", "Value": "Welcome" }]);
    stand.call(SEND, &request).is(200);
    stand.call(SEND, &with(simple(), "/Content/Simple/Subject", json!({ "Data": "Second" }))).is(200);
    browser.open(stand.url());
    assert_eq!(browser.evaluate("document.querySelector('h2').textContent"), "Second");
    browser.click("nav li:last-child a");
    assert_eq!(browser.evaluate("document.querySelector('h2').textContent"), "Hello");
    assert_eq!(browser.evaluate("document.documentElement.lang"), "en");
    assert_eq!(browser.evaluate("document.querySelectorAll('h1').length"), 1);
    assert_eq!(browser.evaluate("document.querySelector('iframe').title"), "The mail's HTML");
    assert_eq!(browser.evaluate("document.querySelector('[aria-current] strong').textContent"), "Hello");
    stand.call(SEND, &with(simple(), "/Content/Simple/Subject", json!({ "Data": "Third" }))).is(200);
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert_eq!(browser.evaluate("document.querySelector('nav strong').textContent"), "Third");
    assert_eq!(browser.evaluate("document.querySelector('h2').textContent"), "Hello", "what is read stays");
    assert_eq!(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
    let picture = STANDARD.decode(browser.screenshot()).unwrap();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("outbox.png");
    std::fs::write(&path, picture).unwrap();
    println!("a picture of the page is in {}", path.display());
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn a_mails_html_runs_nothing_and_fetches_nothing() {
    let mut browser = Browser::start();
    let stand = Stand::start(&[]);
    let trap = Trap::start();
    let at = trap.url();
    let html = format!(
        "<html><head><meta http-equiv=refresh content='0;url={at}/refresh'><base href='{at}/' target=_top>\
         <link rel=stylesheet href='{at}/style'><link rel=prefetch href='{at}/prefetch'>\
         <style>@import '{at}/import'; body {{ background: url({at}/background) }} \
         @font-face {{ font-family: f; src: url({at}/font) }} p {{ font-family: f }}</style></head>\
         <body onload=\"top.document.title='taken'\">\
         <script>parent.document.title = 'taken'; fetch('{at}/script'); top.location = '{at}/top'; \
         document.forms[0].submit(); open('{at}/open')</script>\
         <script src='{at}/src'></script><img src='{at}/img' onerror=\"top.document.title='taken'\">\
         <iframe src='{at}/frame'></iframe><object data='{at}/object'></object><embed src='{at}/embed'>\
         <video src='{at}/video' autoplay></video><svg onload=\"parent.document.title='taken'\"></svg>\
         <form action='{at}/form' target=_top method=post><input autofocus onfocus='this.form.submit()'></form>\
         <a href='javascript:parent.document.title=1'>click</a><p>text</p></body></html>"
    );
    stand.call(SEND, &with_html(&html)).is(200);
    browser.open(stand.url());
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(browser.evaluate("document.title"), "Outbox");
    assert_eq!(browser.evaluate("location.pathname"), "/");
    assert_eq!(browser.evaluate("document.querySelector('iframe').contentDocument"), Value::Null);
    assert_eq!(browser.pages(), trap::PAGES);
    assert_eq!(trap.visited(), Vec::<String>::new());
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn a_click_in_a_mail_leads_nowhere() {
    let mut browser = Browser::start();
    let trap = Trap::start();
    let at = trap.url();
    // First of all: a click into a frame without a sandbox does lead somewhere.
    browser.open(&format!("{at}/control"));
    browser.click("iframe");
    assert!(trap.visited().contains(&"/clicked".to_owned()), "{:?}", trap.visited());

    let big = "style='position: fixed; inset: 0; width: 100%; height: 100%'";
    for html in [
        format!("<a {big} href='{at}/top' target=_top>x</a>"),
        format!("<a {big} href='{at}/parent' target=_parent>x</a>"),
        format!("<a {big} href='{at}/blank' target=_blank>x</a>"),
        format!("<a {big} href='{at}/self'>x</a>"),
        format!("<a {big} href='{at}/download' download>x</a>"),
        format!("<a {big} href=\"javascript:top.location='{at}/javascript'\">x</a>"),
        format!("<form action='{at}/form' method=post target=_top><button {big}>x</button></form>"),
        format!("<form action='{at}/own-form'><button {big}>x</button></form>"),
    ] {
        let stand = Stand::start(&[]);
        stand.call(SEND, &with_html(&html)).is(200);
        browser.open(stand.url());
        let before = trap.visited();
        browser.click("iframe");
        assert_eq!(trap.visited(), before, "{html}");
        assert_eq!(browser.evaluate("location.origin"), stand.url(), "{html}");
        assert_eq!(browser.evaluate("document.title"), "Outbox", "{html}");
        assert_eq!(browser.pages(), trap::PAGES, "{html}");
    }
}
