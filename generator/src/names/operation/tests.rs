//! Names of operations, and that they stay.

use std::collections::HashSet;

use proptest::prelude::*;

use super::{OperationName, OperationNaming, claim_operations, group_method};
use crate::api::NameSource;
use crate::names::{Case, Scope};

fn named(operations: &[OperationNaming<'_>]) -> Vec<OperationName> {
    claim_operations(&mut Scope::new(Case::Snake, &[]), operations, |_| None)
}

fn names(paths: &[(&str, &str)]) -> Vec<String> {
    let operations: Vec<_> = paths
        .iter()
        .map(|&(method, path)| OperationNaming { method, path, ..OperationNaming::default() })
        .collect();
    named(&operations).into_iter().map(|name| name.name.rust).collect()
}

#[test]
fn method_and_path_make_a_verb_and_a_resource() {
    let table = [
        ("GET", "/v1/pages", "list_pages"),
        ("GET", "/v1/pages/{page_id}", "get_page"),
        ("POST", "/v1/pages", "create_page"),
        ("PATCH", "/v1/pages/{page_id}", "update_page"),
        ("PUT", "/v1/pages/{page_id}", "update_page"),
        ("DELETE", "/v1/pages/{page_id}", "delete_page"),
        ("GET", "/v1/pages/{page_id}/comments", "list_page_comments"),
        ("GET", "/v1/pages/page_id/comments", "list_page_comments"),
        ("GET", "/account", "get_account"),
        ("GET", "/account/settings", "get_account_settings"),
        ("POST", "/messages/{id}/send", "send_message"),
        ("POST", "/clocks/{id}/advance", "advance_clock"),
        ("POST", "/fund_accounts", "create_fund_account"),
        ("POST", "/messages/{id}/mark-as-read", "mark_message_as_read"),
        ("POST", "/contacts/{id}/active", "mark_contact_as_active"),
        ("POST", "/invoices/{id}/status/draft", "mark_invoice_as_draft"),
        ("POST", "/contacts/{id}/addToGroup", "add_contact_to_group"),
        ("POST", "/lists/{id}/archiveAllCards", "archive_all_list_cards"),
        ("DELETE", "/pages/{id}/watchers/unpin", "unpin_page_watchers"),
        ("GET", "/products/search", "search_products"),
        ("GET", "/me/albums/contains", "check_my_albums"),
        ("GET", "/templates/{id}/has-buffered-changes", "check_template_has_buffered_changes"),
        ("PATCH", "/posts/{id}/draft", "update_post_draft"),
        ("POST", "/posts/{id}/draft/push-live", "push_post_draft_live"),
        ("PUT", "/me/player/shuffle", "shuffle_my_player"),
        ("GET", "/clusters/{id}/destroyWithResources", "list_cluster_destroy_with_resources"),
        ("GET", "/v1/search", "search"),
        ("POST", "/v1/order", "create_order"),
        ("GET", "/products/count.json", "count_products"),
        ("POST", "/crm/v3/objects/products/batch/read", "batch_read_object_products"),
        ("POST", "/v1/contacts/batch", "batch_create_contacts"),
        ("POST", "/2/team/legal_holds/get_policy", "get_team_legal_hold_policy"),
        ("POST", "/v4/spreadsheets/{id}:batchUpdate", "batch_update_spreadsheet"),
        ("GET", "/v4/spreadsheets/{id}/values/{range}", "get_spreadsheet_value"),
        ("GET", "/users/me", "get_current_user"),
        ("GET", "/me", "get_me"),
        ("GET", "/me/tracks", "list_my_tracks"),
        ("GET", "/users/me/calendars", "list_user_calendars"),
        ("GET", "/posts/slug/{slug}", "get_post_by_slug"),
        ("GET", "/admin/api/2024-10/reports/{report_id}.json", "get_report"),
        ("GET", "/orders/{id}/order_items", "list_order_items"),
        ("GET", "/v3/pages/landing-pages", "list_landing_pages"),
        ("GET", "/cards/{id}/{field}", "get_card_field"),
        ("GET", "/repos/{owner}/{repo}", "get_repo"),
        ("GET", "/lists/{id}/checkItems", "list_list_check_items"),
        ("GET", "/news", "get_news"),
        ("GET", "/companies/{id}/addresses", "list_company_addresses"),
        ("PUT", "/categories", "update_categories"),
        ("HEAD", "/files/{id}", "check_file"),
        ("POST", "/chat.postMessage", "chat_post_message"),
        ("POST", "/pins.add", "pins_add"),
        ("GET", "/users.profile.get", "users_profile_get"),
        ("GET", "/oauth.v2.access", "oauth_v2_access"),
        ("GET", "/reports.json", "list_reports"),
        ("GET", "/", "get_root"),
        ("GET", "/{user-id}", "get_user"),
    ];
    for (method, path, name) in table {
        assert_eq!(names(&[(method, path)]), [name], "{method} {path}");
    }
}

#[test]
fn beside_a_patch_a_put_replaces() {
    assert_eq!(names(&[("PUT", "/pages/{id}"), ("PATCH", "/pages/{id}")]), ["replace_page", "update_page"]);
}

#[test]
fn the_shorter_path_and_the_older_version_keep_the_short_name_in_any_order() {
    let paths = [("GET", "/v2/pages"), ("GET", "/v1/pages"), ("GET", "/blog/v1/pages")];
    assert_eq!(names(&paths), ["list_pages_v2", "list_pages", "list_blog_pages"]);
    let mut reversed = paths;
    reversed.reverse();
    assert_eq!(names(&reversed), ["list_blog_pages", "list_pages", "list_pages_v2"]);
}

#[test]
fn only_a_version_that_tells_operations_apart_is_said() {
    let paths = [("GET", "/1/boards/{id}/cards/{filter}"), ("GET", "/1/boards/{id}/cards/{idCard}")];
    assert_eq!(names(&paths), ["get_board_card", "get_board_card_by_id_card"]);
    let paths = [("GET", "/v2/cards/{id}"), ("GET", "/v1/cards/{card}")];
    assert_eq!(names(&paths), ["get_card_v2", "get_card"]);
}

#[test]
fn words_of_a_link_part_where_the_tag_parts_them() {
    let operation = OperationNaming {
        method: "GET",
        path: "/v1/Services/{ServiceSid}/AlphaSenders",
        link: Some("https://docs.example.com/alphasender-resource#read-multiple-alphasender-resources"),
        tag: Some("AlphaSender resource"),
        ..OperationNaming::default()
    };
    let one = OperationNaming {
        path: "/v1/Services/{ServiceSid}/AlphaSenders/{Sid}",
        link: Some("https://docs.example.com/alphasender-resource#fetch-a-specific-alphasender-resource"),
        ..operation
    };
    let called: Vec<_> = named(&[operation, one]).into_iter().map(|name| name.name.rust).collect();
    assert_eq!(called, ["list_alpha_senders", "fetch_alpha_sender"]);
}

#[test]
fn run_together_words_part_where_the_summary_parts_them() {
    let operation = OperationNaming {
        method: "POST",
        path: "/v1/creditnotes/{creditnote_id}/void",
        summary: "Void a credit note",
        ..OperationNaming::default()
    };
    assert_eq!(named(&[operation])[0].name.rust, "void_credit_note");
}

#[test]
fn the_native_url_gives_back_capitals_and_undeclared_parameters() {
    let operation = OperationNaming {
        method: "GET",
        path: "/3/album/albumhash/coverimages",
        native_url: Some("https://api.example.com/3/album/{{albumHash}}/coverImages"),
        ..OperationNaming::default()
    };
    assert_eq!(named(&[operation])[0].name.rust, "list_album_cover_images");
}

#[test]
fn an_operation_id_goes_before_everything() {
    let operation = OperationNaming {
        operation_id: Some("getPageById"),
        link: Some("https://docs.example.com/API_GetPage.html"),
        method: "GET",
        path: "/pages/{id}",
        ..OperationNaming::default()
    };
    let twice = named(&[operation, OperationNaming { path: "/v2/pages/{id}", ..operation }]);
    assert_eq!((twice[0].name.wire.as_str(), twice[0].name.rust.as_str()), ("getPageById", "get_page_by_id"));
    assert_eq!((twice[1].name.rust.as_str(), twice[1].source), ("get_page", NameSource::Link));
}

#[test]
fn a_link_names_an_operation_only_where_it_ends_in_its_name() {
    let table = [
        ("https://docs.example.com/API_SendEmail.html", "POST", "/v2/outbound-emails", "send_email"),
        ("https://docs.example.com/api#retrieve-a-page", "GET", "/pages/{id}", "retrieve_page"),
        ("https://docs.example.com/Doc#Accounts_UpdateAccount", "PATCH", "/accounts/{id}", "update_account"),
        // A section, an anchor that is a path, another operation, a headline.
        ("https://docs.example.com/pages", "GET", "/pages/{id}", "get_page"),
        ("https://docs.example.com/x#get-%2Fpages", "GET", "/pages/{id}", "get_page"),
        ("https://docs.example.com/create-a-page", "GET", "/pages/{id}", "get_page"),
        ("https://docs.example.com/retrieve-a-user", "GET", "/pages/{id}", "get_page"),
        (
            "https://docs.example.com/get-all-the-pages-that-you-or-others-wrote",
            "GET",
            "/pages",
            "list_pages",
        ),
        ("", "GET", "/pages", "list_pages"),
    ];
    for (link, method, path, name) in table {
        let operation = OperationNaming { link: Some(link), method, path, ..OperationNaming::default() };
        assert_eq!(named(&[operation])[0].name.rust, name, "{link}");
    }
}

#[test]
fn a_group_takes_its_name_out_of_its_methods() {
    assert_eq!(group_method("list_pulls", "Pulls"), "list");
    assert_eq!(group_method("list_pull_comments", "pulls"), "list_comments");
    assert_eq!(group_method("batch_update_pulls", "pulls"), "batch_update");
    assert_eq!(group_method("delete_product_custom_field", "Custom fields"), "delete_product_custom_field");
    assert_eq!(group_method("send_email", "Contacts"), "send_email");
    assert_eq!(group_method("fetch_all_plans", "plans"), "fetch_all");
    assert_eq!(group_method("conversations_close", "conversations"), "close");
    assert_eq!(group_method("email_invoice", "Email"), "email_invoice");
    assert_eq!(group_method("embed", "embed"), "embed");
    assert_eq!(group_method("list_object_companies", "CRM / Objects / Companies"), "list");
    assert_eq!(group_method("list_blog_posts", "CMS / Blogs / Blog posts"), "list");
    assert_eq!(group_method("batch_read_campaigns", "Marketing / Campaigns / Batch"), "batch_read");
    assert_eq!(group_method("delete_bounce", "Bounces API"), "delete");
    assert_eq!(group_method("remove_albums_user", "Albums"), "remove_albums_user");
    assert_eq!(group_method("list_pulls_by_author", "pulls"), "list_by_author");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_a_document_says_operations_get_valid_and_unique_names(
        operations in prop::collection::vec(("GET|PUT|PATCH|x", "(/[a-z{}:.$-]{0,8}){0,5}|\\PC{0,20}", any::<String>()), 0..12)
    ) {
        let operations: Vec<_> = operations
            .iter()
            .map(|(method, path, text)| OperationNaming {
                operation_id: None,
                link: Some(text),
                native_url: Some(text),
                method,
                path,
                tag: Some(path),
                summary: text,
                borrowed: false,
                by_path: false,
            })
            .collect();
        let mut seen = HashSet::new();
        for name in named(&operations) {
            prop_assert!(syn::parse_str::<syn::Ident>(&name.name.rust).is_ok(), "{:?}", name);
            prop_assert!(seen.insert(name.name.rust));
        }
    }
}
