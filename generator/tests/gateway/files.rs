//! Files in bodies, whatever the document calls them and lists for them.

use serde_json::json;

use super::{assert_offers, of, upload};

#[test]
fn a_file_is_a_file_whatever_values_are_listed() {
    let file = json!({"type": "file", "required": true, "enum": ["mp3, wav, or webm"]});
    let properties = json!({"file": file, "model": {"type": "string", "required": true}});
    let client = of("POST https://x.test/v1/recordings", &upload(&properties));
    assert_offers(
        &client,
        &[
            "pub fn types::CreateRecordingRequest::new(file: impl Into<lowcodeapi_runtime::File>, model: impl Into<String>) -> Self",
        ],
    );
    let properties = json!({"image": {"type": "file", "enum": "png, jpg"}});
    let client = of("POST https://x.test/v1/pictures", &upload(&properties));
    assert_offers(
        &client,
        &[
            "pub fn types::CreatePictureRequest::image(self, image: impl Into<lowcodeapi_runtime::File>) -> Self",
        ],
    );
}

#[test]
fn files_are_files_in_lists_in_choices_and_by_other_words() {
    let png = json!(["png", "jpg"]);
    let properties = json!({
        "listed": {"type": "array", "items": {"type": "file", "enum": png}},
        "spoken": {"type": "array of files", "enum": png},
        "bracketed": {"type": "file[]"},
        "plural": {"type": "files"},
    });
    let client = of("POST https://x.test/v1/albums", &upload(&properties));
    for name in ["listed", "spoken", "bracketed", "plural"] {
        let line = format!("pub types::CreateAlbumRequest::{name}: Option<Vec<lowcodeapi_runtime::File>>");
        assert_offers(&client, &[&line]);
    }
    let properties = json!({
        "choice": {"type": "file or string", "enum": png},
        "placed": {"type": "file", "items": {"enum": png}},
        "formatted": {"type": "file", "format": "png"},
        "binary": {"type": "string", "format": "binary", "enum": ["png, or jpg"]},
        "worded": {"type": "image file (png)"},
        "constant": {"type": "File", "const": "png"},
    });
    let client = of("POST https://x.test/v1/images", &upload(&properties));
    for name in ["choice", "placed", "formatted", "binary", "worded", "constant"] {
        let line = format!("pub types::CreateImageRequest::{name}: Option<lowcodeapi_runtime::File>");
        assert_offers(&client, &[&line]);
    }
}
