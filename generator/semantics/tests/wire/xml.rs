//! Bodies in XML are written as the document says, and read from whatever a service makes of that.

use lowcodeapi_runtime::{ErrorKind, RetryPolicy};
use semantics::xml::types::{Category, Circle, Part, Pet, PetState, Script, Shape, Tag};
use semantics::xml::{AddPetFailure, AddShapeAnswer, Client};
use serde_json::json;

use crate::{Answer, Server, value};

fn answering(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let server = Server::answering(answers);
    let client = Client::builder().base_url(server.url()).retry(RetryPolicy::none()).build().unwrap();
    (server, client)
}

fn xml(body: &str) -> Answer {
    Answer::new(200, "application/xml", body)
}

const PROLOGUE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

#[tokio::test]
async fn a_value_is_a_document_as_its_schema_says() {
    let (server, client) = answering([xml("<pet id='1'><name/></pet>")]);
    let pet = Pet::new(7, "R & <B>", ["a.png"])
        .tame(true)
        .category(Category::new().label("dog"))
        .tags([Tag::new("x").lang("en"), Tag::new("y")])
        .born("2024-02-29")
        .weight(1.5)
        .state(PetState::Open)
        .notes(["n"])
        .kin([Pet::new(8, "Kin", [""; 0])])
        .more([("legs", 4)]);
    client.add_pet(pet.clone()).await.unwrap();
    let seen = server.last();
    assert_eq!(seen.header("content-type"), "application/xml");
    assert_eq!(seen.header("accept"), "application/xml");
    let expected = "<pet xmlns=\"urn:pets\" id=\"7\" state=\"open\"><name>R &amp; &lt;B&gt;</name><isTame>true</isTame>\
                    <kind><label>dog</label></kind><photoUrls><photoUrl>a.png</photoUrl></photoUrls>\
                    <tags lang=\"en\">x</tags><tags>y</tags>\
                    <d:born xmlns:d=\"urn:dates\">2024-02-29</d:born><weight>1.5</weight>\
                    <remarks><remarks>n</remarks></remarks>\
                    <pet id=\"8\"><name>Kin</name><photoUrls/></pet><more><legs>4</legs></more></pet>";
    assert_eq!(seen.text(), format!("{PROLOGUE}{expected}"));
    // What was written is read as what it was.
    let (_server, client) = answering([xml(seen.text())]);
    assert_eq!(client.add_pet(Pet::new(1, "", [""; 0])).await.unwrap(), pet);
}

#[tokio::test]
async fn what_comes_is_read_however_it_is_written() {
    let body = "<?xml version='1.0'?><p:pet xmlns:p='urn:pets' id='7' state='lost'>\n <p:name><![CDATA[a<b]]>&#99;</p:name>
        <photoUrls><photoUrl>1</photoUrl></photoUrls><unknown/><tags lang='de'> t </tags><isTame>0</isTame>
        <pet id='9'><name>K</name></pet></p:pet>";
    let (_server, client) = answering([xml(body)]);
    let pet = client.add_pet(Pet::new(1, "", [""; 0])).await.unwrap();
    assert_eq!((pet.id, pet.name.as_str(), pet.tame), (7, "a<bc", Some(false)));
    assert_eq!(pet.state, Some(PetState::Unknown("lost".to_owned())));
    assert_eq!(pet.photo_urls, ["1"]);
    assert_eq!(pet.tags, Some(vec![Tag::new(" t ").lang("de")]));
    let kin = pet.kin.unwrap();
    assert_eq!((kin[0].id, kin[0].photo_urls.len()), (9, 0));
}

#[tokio::test]
async fn members_of_one_name_are_told_by_their_namespaces_and_prefixes() {
    let (server, client) = answering([xml("<part unit='' xmlns:t='urn:titles'><name/><t:name/></part>")]);
    let part =
        Part::new("bolt", "Bolt", "m").system("si").codes(["a", "b"]).code(7).soap_fault("s").own_fault("o");
    client.add_part(part.clone()).await.unwrap();
    let expected = "<part xmlns=\"urn:parts\" unit=\"m\" xmlns:ns1=\"urn:systems\" ns1:unit=\"si\"><name>bolt</name>\
                    <t:name xmlns:t=\"urn:titles\">Bolt</t:name><c:code xmlns:c=\"urn:codes\">a</c:code>\
                    <c:code xmlns:c=\"urn:codes\">b</c:code><code>7</code><soap:fault>s</soap:fault>\
                    <own:fault>o</own:fault></part>";
    assert_eq!(server.last().text(), format!("{PROLOGUE}{expected}"));
    let other = "<p:part xmlns:p='urn:parts' xmlns:x='urn:titles' xmlns:y='urn:systems' y:unit='si' unit='m'>
        <x:name>Bolt</x:name><code xmlns='urn:codes'>a</code><p:name>bolt</p:name><p:code>7</p:code>
        <own:fault>o</own:fault><y:code>9</y:code><soap:fault>s</soap:fault><code xmlns='urn:codes'>b</code></p:part>";
    let (_server, client) = answering([xml(expected), xml(other)]);
    for _ in 0..2 {
        assert_eq!(client.add_part(Part::new("", "", "")).await.unwrap(), part);
    }
}

#[tokio::test]
async fn a_member_of_its_name_alone_may_be_of_any_namespace() {
    let body = "<pet id='1' xmlns:o='urn:other'><o:name>a</o:name><born>2024-02-29</born></pet>";
    let (_server, client) = answering([xml(body)]);
    let pet = client.add_pet(Pet::new(1, "", [""; 0])).await.unwrap();
    assert_eq!((pet.name.as_str(), pet.born), ("a", Some("2024-02-29".into())));
}

#[tokio::test]
async fn lists_have_a_root_of_any_name() {
    let body = "<pets><pet id='1'><name>a</name></pet><pet id='2'><name>b</name></pet></pets>";
    let (server, client) =
        answering([Answer::new(200, "text/xml", body), Answer::new(200, "text/xml", "<pets/>")]);
    let pets = client.list_pets().await.unwrap();
    assert_eq!(pets.iter().map(|pet| pet.id).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(server.last().header("accept"), "text/xml");
    assert!(client.list_pets().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_failure_in_xml_is_its_type() {
    let (_server, client) = answering([Answer::new(
        409,
        "application/problem+xml",
        "<problem xmlns='urn:ietf:rfc:7807'><code>7</code></problem>",
    )]);
    let error = client.add_pet(Pet::new(1, "", [""; 0])).await.unwrap_err();
    let Some(AddPetFailure::Conflict(problem)) = AddPetFailure::of(&error) else { panic!("it is described") };
    assert_eq!(problem.code, 7);
}

#[tokio::test]
async fn text_that_is_code_is_not_escaped() {
    let (server, client) = answering([Answer::empty(204)]);
    client.put_script().body(Script::new().code("a < b ]]> c")).await.unwrap();
    let expected = "<Script><![CDATA[a < b ]]]]><![CDATA[> c]]></Script>";
    assert_eq!(server.last().text(), format!("{PROLOGUE}{expected}"));
}

#[tokio::test]
async fn json_goes_first_and_xml_is_there_on_request() {
    let (server, client) = answering([Answer::answer(200, r#"{"text":"a"}"#), xml("<Tag lang='en'>b</Tag>")]);
    client.either(Tag::new("t")).await.unwrap();
    assert_eq!(server.last().text(), r#"{"text":"t"}"#);
    let tag = client.either_as_xml(Tag::new("t")).as_xml().await.unwrap();
    assert_eq!(tag, Tag::new("b").lang("en"));
    assert_eq!(server.last().text(), format!("{PROLOGUE}<Tag>t</Tag>"));
    assert_eq!(server.last().header("accept"), "application/xml");
}

#[tokio::test]
async fn one_of_several_is_told_by_what_fits() {
    let (server, client) = answering([
        xml("<Shape><side>2</side><colour>red</colour></Shape>"),
        Answer::new(201, "application/xml", "<kind/>"),
    ]);
    let AddShapeAnswer::Ok(shape) = client.add_shape(Circle::new(1.5)).await.unwrap() else {
        panic!("it is 200")
    };
    assert_eq!(server.last().text(), format!("{PROLOGUE}<Shape><radius>1.5</radius></Shape>"));
    assert_eq!(shape, value::<Shape>(json!({"side": 2, "soap:colour": "red"})));
    let category = client.add_shape(Circle::new(2.0)).await.unwrap();
    assert_eq!(category, AddShapeAnswer::Created(Category::new()));
}

#[tokio::test]
async fn what_cannot_be_read_or_written_is_told() {
    let (server, client) =
        answering([xml("<pet"), xml("<!DOCTYPE a [<!ENTITY b 'c'>]><pet>&b;</pet>"), xml("<pet id='x'/>")]);
    for _ in 0..3 {
        let error = client.add_pet(Pet::new(1, "", [""; 0])).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.text().starts_with('<'));
    }
    let sent = server.all().len();
    let error = client.add_pet(Pet::new(1, "\u{1}", [""; 0])).await.unwrap_err();
    assert_eq!((error.kind(), server.all().len()), (ErrorKind::Config, sent));
}

#[tokio::test]
async fn xml_that_nothing_describes_is_text() {
    let (_server, client) = answering([xml("<a/>")]);
    assert_eq!(client.raw().await.unwrap(), "<a/>");
}
