//! A mailing of 10,000 entries by the generated client, as a process of its own: this crate does not link it.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use crate::stand::Stand;

#[test]
#[ignore = "compiles the client: `.ci/run heavy`"]
fn a_mailing_of_ten_thousand_reaches_everybody_once() {
    let stand =
        Stand::start(&["--fail", "429:2", "--fail", "stall", "--fail", "429:1", "--retry-after", "0"]);
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--package", "lowcodeapi-awsses", "--test", "bulk", "--"])
        .args(["--ignored", "--nocapture", "--exact", "a_running_service_gets_the_whole_mailing"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .env("LOWCODEAPI_BASE_URL", stand.url())
        .env("LOWCODEAPI_API_TOKEN", "at_test")
        .env_remove("LOWCODEAPI_URL_FORMAT")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    println!("{said}");
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let count = |name: &str| -> usize {
        let value = said.split([' ', '\n']).find_map(|word| word.strip_prefix(name)).unwrap();
        value.parse().unwrap()
    };
    let (sent, refused, unknown) = (count("sent="), count("refused="), count("unknown="));
    assert_eq!((sent + refused + unknown, unknown), (10_000, 50), "{said}");
    assert!(refused > 0, "{said}");

    let mails = stand.mails();
    let recipients: HashSet<&str> = mails.iter().map(|mail| mail["to"][0].as_str().unwrap()).collect();
    assert_eq!(mails.len(), sent, "what the client calls sent was received, and nothing else");
    assert_eq!(recipients.len(), sent, "nobody got it twice");
}
