//! The workflows run what `.ci/run` has, within limits, and write only where they must.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn each_part_of_the_checks_has_a_job() {
    let script = read(".ci/run");
    let (_, parts) = script.split_once("\nparts=(").expect("the script lists its parts");
    let (parts, _) = parts.split_once(')').expect("the list ends");
    let mut parts: BTreeSet<&str> = parts.split_whitespace().collect();
    // Real documents lie beside a checkout or nowhere: a runner has none.
    assert!(parts.remove("real"));
    let workflow = read(".github/workflows/ci.yml");
    let run = workflow.lines().filter_map(|line| line.trim().strip_prefix("- run: .ci/run "));
    assert_eq!(run.collect::<BTreeSet<_>>(), parts);
}

#[test]
fn each_job_has_a_time_limit_and_few_may_write() {
    for file in ["ci.yml", "comment.yml", "playground.yml", "regen.yml", "release.yml"] {
        let workflow = read(&format!(".github/workflows/{file}"));
        let (head, jobs) = workflow.split_once("\njobs:\n").expect("a workflow has jobs");
        assert!(head.contains("\npermissions:\n  contents: read\n") && !head.contains("write\n"), "{file}");
        let mut job = "";
        let (mut all, mut limited, mut writing) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for line in jobs.lines() {
            match line.strip_prefix("  ") {
                Some(name) if name.ends_with(':') && !name.starts_with(' ') => {
                    job = name;
                    all.insert(job);
                }
                Some(key) if key.starts_with("  timeout-minutes:") => drop(limited.insert(job)),
                Some(key) if key.ends_with(": write") => drop(writing.insert(job)),
                _ => {}
            }
        }
        assert_eq!(limited, all, "{file}");
        let expected: &[&str] = match file {
            "playground.yml" | "release.yml" => &["publish:"],
            "comment.yml" => &["comment:"],
            "regen.yml" => &["propose:"],
            _ => &[],
        };
        assert_eq!(writing, expected.iter().copied().collect(), "{file}");
    }
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
