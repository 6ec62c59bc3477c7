//! Schemas drawn at random, small enough that a few hundred instances meet all their limits. Strategies are boxed: what
//! they are made of would lie on the stack, each within the next.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::{Map, Value, json};

/// Any schema of a few levels.
pub(crate) fn schema() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            3 => object(inner.clone()),
            2 => array(inner.clone()),
            1 => vec(inner.clone(), 1..4).prop_map(|all| json!({"anyOf": all})),
            2 => vec(inner.clone(), 1..4).prop_map(|all| json!({"oneOf": all})),
            1 => vec(inner.clone(), 1..3).prop_map(|all| json!({"allOf": all})),
            1 => (inner, leaf()).prop_map(|(schema, not)| json!({"allOf": [schema], "not": not})),
        ]
    })
}

/// A schema, and the same with a part that is another.
pub(crate) fn versions() -> impl Strategy<Value = (Value, Value)> {
    (schema(), leaf(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8).prop_map(
        |(old, other, at, which, how)| {
            let mut places = Vec::new();
            collect(&old, "", &mut places);
            let place = &places[at.index(places.len())];
            let mut new = old.clone();
            let part = new.pointer_mut(place).expect("the place is one of it");
            match how {
                0 => *part = other,
                1 => *part = json!({"oneOf": [part.clone(), other]}),
                2 => *part = json!({"allOf": [part.clone(), other]}),
                _ => {
                    if let Some(members) = part.as_object_mut()
                        && !members.is_empty()
                    {
                        let keyword =
                            members.keys().nth(which.index(members.len())).cloned().unwrap_or_default();
                        // What describes members or items says the type all the same.
                        if keyword != "type"
                            || !(members.contains_key("items") || members.contains_key("properties"))
                        {
                            members.remove(&keyword);
                        }
                    }
                }
            }
            (old, new)
        },
    )
}

/// Where a schema has schemas, itself among them.
fn collect(schema: &Value, at: &str, places: &mut Vec<String>) {
    let Value::Object(members) = schema else { return };
    places.push(at.to_owned());
    for (keyword, value) in members {
        match (keyword.as_str(), value) {
            ("properties", Value::Object(named)) => {
                named
                    .iter()
                    .for_each(|(name, schema)| collect(schema, &format!("{at}/properties/{name}"), places));
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(all)) => {
                all.iter().enumerate().for_each(|(position, schema)| {
                    collect(schema, &format!("{at}/{keyword}/{position}"), places);
                });
            }
            ("dependentSchemas" | "patternProperties", Value::Object(named)) => {
                named
                    .iter()
                    .for_each(|(name, schema)| collect(schema, &format!("{at}/{keyword}/{name}"), places));
            }
            (
                "items"
                | "additionalProperties"
                | "contains"
                | "else"
                | "if"
                | "not"
                | "propertyNames"
                | "then",
                schema,
            ) => {
                collect(schema, &format!("{at}/{keyword}"), places);
            }
            _ => {}
        }
    }
}

fn leaf() -> BoxedStrategy<Value> {
    let texts = subsequence(vec!["", "a", "b", "ab", "abc"], 1..4)
        .prop_map(|values| json!({"type": "string", "enum": values}));
    prop_oneof![
        2 => bounded("string", &[("minLength", &[0, 1, 2, 3]), ("maxLength", &[0, 1, 2, 3])]),
        2 => bounded("integer", NUMBERS),
        2 => bounded("number", NUMBERS),
        1 => Just(json!({"type": "boolean"})),
        1 => Just(json!({"type": "null"})),
        1 => Just(json!({})),
        1 => texts,
        1 => subsequence(vec![json!(null), json!(true), json!(1), json!(2), json!("a"), json!("b")], 1..4)
            .prop_map(|values| json!({"enum": values})),
        1 => subsequence(vec!["string", "integer", "null", "boolean", "number"], 2..4).prop_map(|types| json!({"type": types})),
        1 => prop_oneof![Just(json!("a")), Just(json!(1)), Just(json!(null))].prop_map(|value| json!({"const": value})),
    ]
    .boxed()
}

const NUMBERS: &[(&str, &[i32])] = &[
    ("minimum", &[0, 1, 2]),
    ("maximum", &[1, 2, 3]),
    ("exclusiveMinimum", &[0, 1]),
    ("exclusiveMaximum", &[2, 3]),
    ("multipleOf", &[1, 2]),
];

/// A type with some bounds, each with one of its limits.
fn bounded(
    ty: &'static str,
    bounds: &'static [(&'static str, &'static [i32])],
) -> impl Strategy<Value = Value> {
    subsequence(bounds, 0..=2).prop_flat_map(move |bounds| {
        let limits: Vec<_> = bounds.iter().map(|(_, limits)| prop::sample::select(*limits)).collect();
        limits.prop_map(move |limits| {
            let stated =
                bounds.iter().zip(limits).map(|((keyword, _), limit)| ((*keyword).to_owned(), json!(limit)));
            let mut schema: Map<String, Value> = stated.collect();
            schema.insert("type".to_owned(), json!(ty));
            Value::Object(schema)
        })
    })
}

fn object(inner: impl Strategy<Value = Value> + Clone + 'static) -> BoxedStrategy<Value> {
    let named = vec((prop::sample::select(vec!["a", "b"]), inner.clone(), any::<bool>()), 0..3);
    let others = prop_oneof![4 => Just(None), 1 => Just(Some(json!(false))), 1 => inner.prop_map(Some)];
    let count = prop_oneof![
        4 => Just(None), 1 => (0..3_u8).prop_map(|least| Some(("minProperties", json!(least)))),
        1 => (0..3_u8).prop_map(|most| Some(("maxProperties", json!(most)))),
        1 => Just(Some(("dependentRequired", json!({"a": ["b"]})))),
        1 => Just(Some(("dependentRequired", json!({"a": ["b", "c"]})))),
        1 => text().prop_map(|names| Some(("propertyNames", names))),
        1 => leaf().prop_map(|schema| Some(("patternProperties", json!({"^a": schema})))),
        1 => member().prop_map(|schema| Some(("dependentSchemas", json!({"a": schema})))),
    ];
    let condition = prop_oneof![
        4 => Just(None),
        1 => (member(), member(), member()).prop_map(|(condition, then, otherwise)| {
            Some(json!({"if": condition, "then": then, "else": otherwise}))
        }),
    ];
    (named, others, count, condition)
        .prop_map(|(named, others, count, condition)| {
            let required: std::collections::BTreeSet<&str> =
                named.iter().filter(|(.., required)| *required).map(|(name, ..)| *name).collect();
            let properties: Map<String, Value> =
                named.iter().map(|(name, schema, _)| ((*name).to_owned(), schema.clone())).collect();
            let mut schema = json!({"type": "object", "properties": properties, "required": required});
            if let Some(others) = others {
                schema["additionalProperties"] = others;
            }
            if let Some((keyword, value)) = count {
                schema[keyword] = value;
            }
            if let (Some(Value::Object(condition)), Some(members)) = (condition, schema.as_object_mut()) {
                members.extend(condition);
            }
            schema
        })
        .boxed()
}

/// A text that may be a name.
fn text() -> BoxedStrategy<Value> {
    bounded("string", &[("minLength", &[0, 1, 2]), ("maxLength", &[0, 1, 2])]).boxed()
}

/// What says something of members, without saying that there are any.
fn member() -> BoxedStrategy<Value> {
    prop_oneof![
        subsequence(vec!["a", "b", "c"], 1..3).prop_map(|names| json!({"required": names})),
        leaf().prop_map(|schema| json!({"properties": {"b": schema}})),
    ]
    .boxed()
}

fn array(inner: impl Strategy<Value = Value> + Clone + 'static) -> BoxedStrategy<Value> {
    let first = prop_oneof![3 => Just(None), 1 => vec(inner.clone(), 1..3).prop_map(Some)];
    let count = prop_oneof![
        3 => Just(None), 1 => (0..3_u8).prop_map(|least| Some(("minItems", json!(least)))),
        1 => (0..3_u8).prop_map(|most| Some(("maxItems", json!(most)))),
        1 => Just(Some(("uniqueItems", json!(true)))),
        2 => leaf().prop_map(|schema| Some(("contains", schema))),
    ];
    let contained = prop_oneof![
        4 => Just(None), 1 => (0..3_u8).prop_map(|least| Some(("minContains", json!(least)))),
        1 => (1..3_u8).prop_map(|most| Some(("maxContains", json!(most)))),
    ];
    (inner, first, count, contained)
        .prop_map(|(items, first, count, contained)| {
            let mut schema = json!({"type": "array", "items": items});
            if let Some(first) = first {
                schema["prefixItems"] = Value::Array(first);
            }
            for (keyword, value) in count.into_iter().chain(contained) {
                schema[keyword] = value;
            }
            schema
        })
        .boxed()
}

/// The same with all keys, alternatives and parts the other way round.
pub(crate) fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let each = members.iter().rev().map(|(key, value)| {
                let value = match value {
                    Value::Array(all)
                        if ["allOf", "anyOf", "enum", "oneOf", "required"].contains(&key.as_str()) =>
                    {
                        all.iter().rev().map(reversed).collect()
                    }
                    value => reversed(value),
                };
                (key.clone(), value)
            });
            Value::Object(each.collect())
        }
        Value::Array(items) => items.iter().map(reversed).collect(),
        other => other.clone(),
    }
}
