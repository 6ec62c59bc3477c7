//! Draws values from a schema: as many kinds as the document beside it has, no more.

use serde_json::{Map, Value, json};
use test_support::Random;

/// So deep a value that contains itself may get before it ends.
const DEEPEST: u32 = 4;

/// A source of values: the same seed draws the same value.
pub(crate) struct Draw<'a> {
    document: &'a Value,
    random: Random,
    depth: u32,
}

impl<'a> Draw<'a> {
    pub(crate) fn new(document: &'a Value, seed: u32) -> Self {
        Self { document, random: Random::new(seed.into()), depth: 0 }
    }

    /// A value of a component.
    pub(crate) fn of(mut self, name: &str) -> Value {
        let schema = &self.document["components"]["schemas"][name];
        self.value(schema)
    }

    fn value(&mut self, schema: &Value) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let target =
                self.document.pointer(reference.trim_start_matches('#')).expect("references lead somewhere");
            return self.value(target);
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return self.random.choose(values).clone();
        }
        if let Some(alternatives) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
            let schema = self.random.choose(alternatives).clone();
            return self.value(&schema);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let members = parts.iter().filter_map(|part| self.value(part).as_object().cloned()).flatten();
            return Value::Object(members.collect());
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => self.random.choose(kinds).as_str().unwrap_or_default().to_owned(),
            kind => kind.as_str().unwrap_or_default().to_owned(),
        };
        match kind.as_str() {
            "object" => self.object(schema),
            "array" => self.list(schema),
            "string" => self.text(schema["format"].as_str().unwrap_or_default()),
            "integer" => self.integer(schema),
            // Halves are exact in any width.
            "number" => {
                json!(f64::from(u16::try_from(self.random.below(2000)).expect("it fits")) / 2.0 - 500.0)
            }
            "boolean" => json!(self.random.below(2) == 1),
            "null" => Value::Null,
            _ => self.random.choose(&[json!(1), json!(null), json!({"a": [true]}), json!([1.5])]).clone(),
        }
    }

    fn object(&mut self, schema: &Value) -> Value {
        self.depth += 1;
        let mut members = Map::new();
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            let wanted = self.depth < DEEPEST && self.random.below(2) == 1;
            if required.contains(&name.as_str()) || wanted {
                members.insert(name.clone(), self.value(schema));
            }
        }
        match &schema["additionalProperties"] {
            Value::Null | Value::Bool(false) => {}
            additional => {
                for number in 0..self.random.below(3) {
                    members.insert(format!("more-{number}"), self.value(additional));
                }
            }
        }
        self.depth -= 1;
        Value::Object(members)
    }

    fn list(&mut self, schema: &Value) -> Value {
        if let Some(places) = schema["prefixItems"].as_array() {
            return places.iter().map(|place| self.value(place)).collect();
        }
        let length = if self.depth < DEEPEST { self.random.below(3) } else { 0 };
        (0..length).map(|_| self.value(&schema["items"])).collect()
    }

    fn text(&mut self, format: &str) -> Value {
        let texts = match format {
            "date" => ["2024-02-29", "1999-12-31"],
            "date-time" => ["2024-02-29T23:59:60Z", "2024-01-01T00:00:00.123456789+05:30"],
            "uuid" => ["00000000-0000-0000-0000-000000000000", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"],
            "byte" => ["", "AAH/+w=="],
            "decimal" => ["0.10", "12345678901234567890.5"],
            _ => ["", "ä \"\\\n\u{1F600}"],
        };
        json!(texts[self.random.below(2)])
    }

    fn integer(&mut self, schema: &Value) -> Value {
        let (least, most) = match schema["format"].as_str() {
            Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => (i64::MIN, i64::MAX),
        };
        let least = schema["minimum"].as_i64().unwrap_or(least);
        json!([least, most, 0, 1][self.random.below(4)])
    }
}
