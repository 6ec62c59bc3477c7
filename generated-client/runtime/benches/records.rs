//! What reading and writing a large answer takes by tables of members, beside the derives of serde: a list of repositories
//! such as `GET /orgs/{org}/repos` of api.github.com answers with.
//!
//! Instructions, by callgrind: the difference of two runs, one of them with more rounds, is what the rounds took. `BENCH` is
//! the binary `cargo bench -p lowcodeapi-runtime --bench records --no-run` names.
//!
//! ```sh
//! for rounds in 1 11; do
//!     valgrind --tool=callgrind --callgrind-out-file=$rounds.out \
//!         BENCH --bench --sample-count 1 --sample-size $rounds records::in_order::by_table
//!     grep totals $rounds.out
//! done
//! ```

use divan::Bencher;
use lowcodeapi_runtime::serde::{Serialize, de::DeserializeOwned};

/// How many repositories an answer has.
const REPOSITORIES: usize = 100;

fn main() {
    divan::main();
}

/// The same structs with tables and with derives.
macro_rules! structs {
    ($($name:ident { $($at:literal = $wire:literal => $field:ident: $ty:ty, $kind:ident $($integers:ident)?;)* })*) => {
        mod table {
            $(
                pub(crate) struct $name { $(pub(crate) $field: $ty),* }

                lowcodeapi_runtime::record! {
                    $name { $($at = $wire => $field: $kind $($integers)?,)* }
                }
            )*
        }

        mod derive {
            use serde::{Deserialize, Serialize};

            $(
                #[derive(Debug, Deserialize, Serialize)]
                pub(crate) struct $name { $(pub(crate) $field: $ty),* }

                impl super::Sample for $name {
                    fn sample(_: &str, order: super::Order) -> String {
                        super::object(&[$(($wire, <$ty as super::Sample>::sample($wire, order))),*], order)
                    }
                }
            )*
        }
    };
}

structs! {
    Repository {
        0 = "id" => id: i64, required integers;
        1 = "node_id" => node_id: String, required;
        2 = "name" => name: String, required;
        3 = "full_name" => full_name: String, required;
        4 = "owner" => owner: User, required;
        5 = "private" => private: bool, required;
        6 = "html_url" => html_url: String, required;
        7 = "description" => description: Option<String>, optional;
        8 = "fork" => fork: bool, required;
        9 = "url" => url: String, required;
        10 = "archive_url" => archive_url: String, required;
        11 = "assignees_url" => assignees_url: String, required;
        12 = "blobs_url" => blobs_url: String, required;
        13 = "branches_url" => branches_url: String, required;
        14 = "collaborators_url" => collaborators_url: String, required;
        15 = "comments_url" => comments_url: String, required;
        16 = "commits_url" => commits_url: String, required;
        17 = "compare_url" => compare_url: String, required;
        18 = "contents_url" => contents_url: String, required;
        19 = "contributors_url" => contributors_url: String, required;
        20 = "deployments_url" => deployments_url: String, required;
        21 = "downloads_url" => downloads_url: String, required;
        22 = "events_url" => events_url: String, required;
        23 = "forks_url" => forks_url: String, required;
        24 = "git_commits_url" => git_commits_url: String, required;
        25 = "git_refs_url" => git_refs_url: String, required;
        26 = "git_tags_url" => git_tags_url: String, required;
        27 = "git_url" => git_url: Option<String>, optional;
        28 = "issue_comment_url" => issue_comment_url: String, required;
        29 = "issue_events_url" => issue_events_url: String, required;
        30 = "issues_url" => issues_url: String, required;
        31 = "keys_url" => keys_url: String, required;
        32 = "labels_url" => labels_url: String, required;
        33 = "languages_url" => languages_url: String, required;
        34 = "merges_url" => merges_url: String, required;
        35 = "milestones_url" => milestones_url: String, required;
        36 = "notifications_url" => notifications_url: String, required;
        37 = "pulls_url" => pulls_url: String, required;
        38 = "releases_url" => releases_url: String, required;
        39 = "ssh_url" => ssh_url: Option<String>, optional;
        40 = "stargazers_url" => stargazers_url: String, required;
        41 = "statuses_url" => statuses_url: String, required;
        42 = "subscribers_url" => subscribers_url: String, required;
        43 = "subscription_url" => subscription_url: String, required;
        44 = "tags_url" => tags_url: String, required;
        45 = "teams_url" => teams_url: String, required;
        46 = "trees_url" => trees_url: String, required;
        47 = "clone_url" => clone_url: Option<String>, optional;
        48 = "mirror_url" => mirror_url: Option<String>, optional;
        49 = "hooks_url" => hooks_url: String, required;
        50 = "svn_url" => svn_url: Option<String>, optional;
        51 = "homepage" => homepage: Option<String>, optional;
        52 = "language" => language: Option<String>, optional;
        53 = "forks_count" => forks_count: Option<i64>, optional integers;
        54 = "stargazers_count" => stargazers_count: Option<i64>, optional integers;
        55 = "watchers_count" => watchers_count: Option<i64>, optional integers;
        56 = "size" => size: Option<i64>, optional integers;
        57 = "default_branch" => default_branch: Option<String>, optional;
        58 = "open_issues_count" => open_issues_count: Option<i64>, optional integers;
        59 = "is_template" => is_template: Option<bool>, optional;
        60 = "topics" => topics: Option<Vec<String>>, optional;
        61 = "has_issues" => has_issues: Option<bool>, optional;
        62 = "has_projects" => has_projects: Option<bool>, optional;
        63 = "has_wiki" => has_wiki: Option<bool>, optional;
        64 = "has_pages" => has_pages: Option<bool>, optional;
        65 = "has_downloads" => has_downloads: Option<bool>, optional;
        66 = "archived" => archived: Option<bool>, optional;
        67 = "disabled" => disabled: Option<bool>, optional;
        68 = "visibility" => visibility: Option<String>, optional;
        69 = "pushed_at" => pushed_at: Option<String>, optional;
        70 = "created_at" => created_at: Option<String>, optional;
        71 = "updated_at" => updated_at: Option<String>, optional;
        72 = "temp_clone_token" => temp_clone_token: Option<String>, optional;
        73 = "delete_branch_on_merge" => delete_branch_on_merge: Option<bool>, optional;
        74 = "subscribers_count" => subscribers_count: Option<i64>, optional integers;
        75 = "network_count" => network_count: Option<i64>, optional integers;
        76 = "forks" => forks: Option<i64>, optional integers;
        77 = "open_issues" => open_issues: Option<i64>, optional integers;
        78 = "watchers" => watchers: Option<i64>, optional integers;
    }
    User {
        0 = "login" => login: String, required;
        1 = "id" => id: i64, required integers;
        2 = "node_id" => node_id: String, required;
        3 = "avatar_url" => avatar_url: String, required;
        4 = "gravatar_id" => gravatar_id: Option<String>, optional;
        5 = "url" => url: String, required;
        6 = "html_url" => html_url: String, required;
        7 = "followers_url" => followers_url: String, required;
        8 = "following_url" => following_url: String, required;
        9 = "gists_url" => gists_url: String, required;
        10 = "starred_url" => starred_url: String, required;
        11 = "subscriptions_url" => subscriptions_url: String, required;
        12 = "organizations_url" => organizations_url: String, required;
        13 = "repos_url" => repos_url: String, required;
        14 = "events_url" => events_url: String, required;
        15 = "received_events_url" => received_events_url: String, required;
        16 = "type" => r#type: String, required;
        17 = "site_admin" => site_admin: bool, required;
        18 = "starred_at" => starred_at: Option<String>, optional;
    }
}

/// In which order members come.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// As the document has them.
    Documented,
    /// By their names, and one in ten that the document doesn't have.
    ByName,
}

fn object(members: &[(&str, String)], order: Order) -> String {
    let mut members: Vec<_> =
        members.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    if order == Order::ByName {
        let new = (0..members.len() / 10).map(|number| format!("new_{number}"));
        members.extend(new.map(|name| (name.clone(), String::sample(&name, order))).collect::<Vec<_>>());
        members.sort();
    }
    let members = members.into_iter().map(|(name, value)| format!("\"{name}\":{value}"));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// What a member may look like, as JSON.
trait Sample {
    fn sample(name: &str, order: Order) -> String;
}

impl Sample for String {
    fn sample(name: &str, _: Order) -> String {
        format!("\"https://api.github.com/repos/octocat/hello-world/{name}{{/other}}\"")
    }
}

impl Sample for i64 {
    fn sample(name: &str, _: Order) -> String {
        (1_296_269 + name.len()).to_string()
    }
}

impl Sample for bool {
    fn sample(name: &str, _: Order) -> String {
        name.len().is_multiple_of(2).to_string()
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(name: &str, order: Order) -> String {
        if name.len().is_multiple_of(5) { "null".to_owned() } else { T::sample(name, order) }
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(name: &str, order: Order) -> String {
        let items: Vec<String> = (0..4).map(|_| T::sample(name, order)).collect();
        format!("[{}]", items.join(","))
    }
}

fn answer(order: Order) -> String {
    let repositories: Vec<String> =
        (0..REPOSITORIES).map(|_| derive::Repository::sample("", order)).collect();
    format!("[{}]", repositories.join(","))
}

fn read<T: DeserializeOwned>(bencher: Bencher<'_, '_>, order: Order) {
    let answer = answer(order);
    bencher.bench(|| serde_json::from_str::<Vec<T>>(&answer).expect("it is what the structs say"));
}

fn write<T: DeserializeOwned + Serialize + Sync>(bencher: Bencher<'_, '_>) {
    let answer = answer(Order::Documented);
    let read: Vec<T> = serde_json::from_str(&answer).expect("it is what the structs say");
    bencher.bench(|| serde_json::to_string(&read).expect("it is JSON"));
}

/// Reads members in the order of the document.
mod in_order {
    use super::{Bencher, Order, derive, read, table};

    #[divan::bench]
    fn by_table(bencher: Bencher<'_, '_>) {
        read::<table::Repository>(bencher, Order::Documented);
    }

    #[divan::bench]
    fn by_derive(bencher: Bencher<'_, '_>) {
        read::<derive::Repository>(bencher, Order::Documented);
    }
}

/// Reads them in another order, and some that are new.
mod out_of_order {
    use super::{Bencher, Order, derive, read, table};

    #[divan::bench]
    fn by_table(bencher: Bencher<'_, '_>) {
        read::<table::Repository>(bencher, Order::ByName);
    }

    #[divan::bench]
    fn by_derive(bencher: Bencher<'_, '_>) {
        read::<derive::Repository>(bencher, Order::ByName);
    }
}

mod writing {
    use super::{Bencher, derive, table, write};

    #[divan::bench]
    fn by_table(bencher: Bencher<'_, '_>) {
        write::<table::Repository>(bencher);
    }

    #[divan::bench]
    fn by_derive(bencher: Bencher<'_, '_>) {
        write::<derive::Repository>(bencher);
    }
}
