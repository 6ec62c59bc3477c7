//! Values as documents and back, with another reader of XML as the judge.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use serde_json::Value;

use super::*;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Pet {
    id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    photos: Vec<Photo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tame: Option<bool>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    more: BTreeMap<String, f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Photo {
    lang: String,
    text: String,
}

impl Xml for Pet {
    fn shape() -> XmlShape {
        const fn member(
            json: &'static str,
            name: XmlName,
            node: XmlNode,
            shape: fn() -> XmlShape,
        ) -> XmlMember {
            XmlMember { json, name, node, required: false, shape }
        }
        const NAME: XmlName = XmlName::new("name").within("urn:n").prefixed("n");
        const TAG: XmlNode = XmlNode::Wrapped(XmlName::new("tag"));
        const MEMBERS: &[XmlMember] = &[
            member("id", XmlName::new("id"), XmlNode::Attribute, i64::shape),
            member("name", NAME, XmlNode::Element, String::shape),
            XmlMember { required: true, ..member("tags", XmlName::new("tags"), TAG, Vec::<String>::shape) },
            member(
                "photos",
                XmlName::new("photos"),
                XmlNode::Repeated(XmlName::new("photo")),
                Vec::<Photo>::shape,
            ),
            member("tame", XmlName::new("isTame"), XmlNode::Element, bool::shape),
            member("more", XmlName::new("more"), XmlNode::Element, BTreeMap::<String, f64>::shape),
        ];
        XmlShape::Object(MEMBERS, None)
    }

    fn root() -> XmlName {
        XmlName::new("pet").within("urn:pets")
    }
}

impl Xml for Photo {
    fn shape() -> XmlShape {
        const MEMBERS: &[XmlMember] = &[
            XmlMember {
                json: "lang",
                name: XmlName::new("lang"),
                node: XmlNode::Attribute,
                required: true,
                shape: String::shape,
            },
            XmlMember {
                json: "text",
                name: XmlName::new("text"),
                node: XmlNode::Cdata,
                required: true,
                shape: String::shape,
            },
        ];
        XmlShape::Object(MEMBERS, None)
    }
}

fn written<T: Xml + Serialize>(value: &T) -> Result<String, Failure> {
    to_string(value, T::root())
}

fn rex() -> Pet {
    Pet {
        id: 7,
        name: Some("R & <x> \"é\"\r\n".to_owned()),
        tags: vec!["a".to_owned(), String::new()],
        photos: vec![Photo { lang: "a\"<\n\t&'".to_owned(), text: "1 < 2 ]]> &amp;".to_owned() }],
        tame: Some(false),
        more: BTreeMap::from([("weight".to_owned(), 1.5)]),
    }
}

#[test]
fn another_reader_finds_what_was_written() {
    let text = written(&rex()).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.tag_name().namespace()), ("pet", Some("urn:pets")));
    assert_eq!(root.attribute("id"), Some("7"));
    let child = |name: &str| root.children().find(|child| child.tag_name().name() == name).unwrap();
    let name = child("name");
    assert_eq!((name.tag_name().namespace(), name.text()), (Some("urn:n"), rex().name.as_deref()));
    let tags: Vec<_> = child("tags").children().map(|tag| (tag.tag_name().name(), tag.text())).collect();
    assert_eq!(tags, [("tag", Some("a")), ("tag", None)]);
    let photo = child("photo");
    assert_eq!(photo.attribute("lang"), Some("a\"<\n\t&'"));
    let content: String = photo.children().filter_map(|part| part.text()).collect();
    assert_eq!(content, "1 < 2 ]]> &amp;");
    assert_eq!(child("isTame").text(), Some("false"));
    assert_eq!(child("more").first_element_child().unwrap().tag_name().name(), "weight");
}

#[test]
fn what_was_written_is_read_back() {
    assert_eq!(from_str::<Pet>(&written(&rex()).unwrap()), Ok(rex()));
    let bare =
        Pet { name: None, tags: Vec::new(), photos: Vec::new(), tame: None, more: BTreeMap::new(), ..rex() };
    assert_eq!(from_str::<Pet>(&written(&bare).unwrap()), Ok(bare));
}

#[test]
fn what_services_write_is_read() {
    let text = "\n<!-- a pet --><?x y?><p:pet xmlns:p='urn:pets' id=' +7 '><n:name xmlns:n='urn:n'>a<![CDATA[<b>]]>&#x63;&amp;</n:name>
        <tags/><isTame>1</isTame><unknown><deep/></unknown><photo lang='de'>x</photo><photo lang='en'/></p:pet>\n";
    let pet: Pet = from_str(text).unwrap();
    assert_eq!((pet.id, pet.name.as_deref(), pet.tame), (7, Some("a<b>c&"), Some(true)));
    assert_eq!((pet.tags.len(), pet.photos.len()), (0, 2));
    assert_eq!(pet.photos[1].text, "");
    // What is always there is there, though no element is.
    assert_eq!(from_str::<Pet>("<pet id='1'/>").unwrap().tags, Vec::<String>::new());
}

#[test]
fn nothing_is_nothing() {
    let nil = "<pet id='1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><name xsi:nil='true'/><isTame/></pet>";
    let pet: Pet = from_str(nil).unwrap();
    assert_eq!((pet.name, pet.tame), (None, None));
}

#[test]
fn what_is_no_xml_or_too_much_of_it_is_refused() {
    let bomb = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
    let deep = format!("{}{}", "<a>".repeat(200), "</a>".repeat(200));
    for (text, problem) in [
        (bomb, "a document type"),
        ("<a>&b;</a>", "entity `b`"),
        ("<a><b></a>", "no XML"),
        ("<a>", "ends before"),
        ("<a/><b/>", "more than one"),
        ("", "no element"),
        ("{}", "no element"),
        (&deep, "deep"),
        ("<a x='1' x='2'/>", "attribute"),
        ("<a>&#0;</a>", ""),
    ] {
        let error = from_str::<Value>(text).unwrap_err();
        assert!(error.contains(problem), "{text}: {error}");
    }
    let error = from_str::<Pet>("<pet id='seven'/>").unwrap_err();
    assert_eq!(error, "`id`: `seven` is no number");
}

#[test]
fn what_xml_has_no_character_or_name_for_is_not_written() {
    let bell = Pet { name: Some("\u{7}".to_owned()), ..rex() };
    assert!(written(&bell).is_err());
    let odd = Pet { more: BTreeMap::from([("1 a".to_owned(), 1.0)]), ..rex() };
    assert!(written(&odd).is_err());
}

#[test]
fn what_nothing_describes_is_kept() {
    let value: Value = from_str("<a b='1'><c>x</c><c>y</c><d/></a>").unwrap();
    assert_eq!(value, serde_json::json!({"b": "1", "c": ["x", "y"], "d": ""}));
    let text = written(&value).unwrap();
    assert!(text.ends_with("<value><b>1</b><c>x</c><c>y</c><d/></value>"), "{text}");
}
