//! What is inferred from the real document, without the overlay.

use super::*;

#[test]
fn inference_is_deterministic_and_finds_nothing_twice() {
    let given = served();
    let (once, inferences) = inferred(given.clone());
    assert_eq!(inferred(given), (once.clone(), inferences));
    assert_eq!(inferred(once.clone()), (once, vec![]));
}

/// The awsses document in the form the service serves it, as far as inference reads it.
fn served() -> Value {
    let operation = |properties: Value, example: Value| {
        let schema = json!({"type": "object", "required": [], "properties": properties});
        json!({"post": {"requestBody": {"content": {"application/json": {"schema": schema, "example": example}}}}})
    };
    let (object, array) = (json!({"type": "object"}), json!({"type": "array"}));
    let part = json!({"Charset": "", "Data": ""});
    json!({"paths": {
        "/v2/email/outbound-emails": operation(
            json!({"Content": object, "Destination": object, "EmailTags": array, "ListManagementOptions": object, "ReplyToAddresses": array}),
            json!({
                "Content": {"Simple": {"Body": {"Html": part, "Text": part}, "Subject": part}},
                "Destination": {"BccAddresses": [], "CcAddresses": [], "ToAddresses": []},
                "EmailTags": [{"Name": "", "Value": ""}],
                "ListManagementOptions": {},
                "ReplyToAddresses": [],
            }),
        ),
        "/v2/email/outbound-bulk-emails": operation(
            json!({"BulkEmailEntries": array, "DefaultContent": object, "ReplyToAddresses": array}),
            json!({
                "BulkEmailEntries": [{"Destination": {"BccAddresses": ["string"], "CcAddresses": ["string"], "ToAddresses": ["string"]}}],
                "DefaultContent": {"Template": {"TemplateName": "string"}},
                "ReplyToAddresses": ["string"],
            }),
        ),
    }})
}

/// What is inferred of a request body, a line a property.
fn listed(value: Value) -> String {
    let (value, inferences) = inferred(value);
    let line = |one: &Inference| {
        let name = one.pointer.rsplit_once('/').map_or("", |(_, name)| name);
        let path = if one.pointer.contains("bulk") { "bulk" } else { "send" };
        format!("{path}.{name}: {} ({})\n", one.detail, one.kind.as_str())
    };
    let lines: String = inferences.iter().map(line).collect();
    let send =
        "/paths/~1v2~1email~1outbound-emails/post/requestBody/content/application~1json/schema/properties";
    let send = value.pointer(send).expect("the document has the operation");
    format!(
        "{lines}\n{}",
        yaml::to_canonical(&json!({"Content": send["Content"], "Destination": send["Destination"]}))
    )
}

#[test]
fn a_document_as_it_is_served_tells_its_shapes_without_the_overlay() {
    assert_snapshot!(listed(served()), @r"
    send.Content: an object with Simple (example)
    send.Destination: an object with BccAddresses, CcAddresses, ToAddresses (example)
    send.EmailTags: a list of objects with Name, Value (example)
    send.ReplyToAddresses: a list of strings (same_name)
    bulk.BulkEmailEntries: a list of objects with Destination (example)
    bulk.DefaultContent: an object with Template (example)
    bulk.ReplyToAddresses: a list of strings (example)

    Content:
      type: object
      properties:
        Simple:
          type: object
          properties:
            Body:
              type: object
              properties:
                Html:
                  type: object
                  properties:
                    Charset:
                      type: string
                    Data:
                      type: string
                  additionalProperties: true
                  x-lowcodeapi-inferred: true
                Text:
                  type: object
                  properties:
                    Charset:
                      type: string
                    Data:
                      type: string
                  additionalProperties: true
                  x-lowcodeapi-inferred: true
              additionalProperties: true
              x-lowcodeapi-inferred: true
            Subject:
              type: object
              properties:
                Charset:
                  type: string
                Data:
                  type: string
              additionalProperties: true
              x-lowcodeapi-inferred: true
          additionalProperties: true
          x-lowcodeapi-inferred: true
      additionalProperties: true
      x-lowcodeapi-inferred: true
    Destination:
      type: object
      properties:
        BccAddresses:
          type: array
          items:
            type: string
        CcAddresses:
          type: array
          items:
            type: string
        ToAddresses:
          type: array
          items:
            type: string
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}

#[test]
#[ignore = "needs the documents that the service ships, beside the project"]
fn the_document_the_service_ships_tells_its_shapes_without_the_overlay() {
    let text = std::fs::read_to_string("../../shared/corpus/lowcodeapi/openapi/awsses.json");
    let text = text.expect("the document lies beside the project");
    assert_snapshot!(listed(serde_json::from_str(&text).expect("the corpus is JSON")), @r"
    send.Content: an object with Simple (example)
    send.Destination: an object with BccAddresses, CcAddresses, ToAddresses (example)
    send.EmailTags: a list of objects with Name, Value (example)
    send.ReplyToAddresses: a list of strings (same_name)
    bulk.BulkEmailEntries: a list of objects with Destination, ReplacementEmailContent, ReplacementTags (example)
    bulk.DefaultContent: an object with Template (example)
    bulk.DefaultEmailTags: a list of objects with Name, Value (example)
    bulk.ReplyToAddresses: a list of strings (example)

    Content:
      type: object
      description: An object that contains the body of the message
      required: true
      properties:
        Simple:
          type: object
          properties:
            Body:
              type: object
              properties:
                Html:
                  type: object
                  properties:
                    Charset:
                      type: string
                    Data:
                      type: string
                  additionalProperties: true
                  x-lowcodeapi-inferred: true
                Text:
                  type: object
                  properties:
                    Charset:
                      type: string
                    Data:
                      type: string
                  additionalProperties: true
                  x-lowcodeapi-inferred: true
              additionalProperties: true
              x-lowcodeapi-inferred: true
            Subject:
              type: object
              properties:
                Charset:
                  type: string
                Data:
                  type: string
              additionalProperties: true
              x-lowcodeapi-inferred: true
          additionalProperties: true
          x-lowcodeapi-inferred: true
      additionalProperties: true
      x-lowcodeapi-inferred: true
    Destination:
      type: object
      description: An object that contains the recipients of the email message
      properties:
        BccAddresses:
          type: array
          items:
            type: string
        CcAddresses:
          type: array
          items:
            type: string
        ToAddresses:
          type: array
          items:
            type: string
      additionalProperties: true
      x-lowcodeapi-inferred: true
    ");
}
