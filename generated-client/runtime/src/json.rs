//! JSON as it is sent: a whole number without a fraction, and no number that JSON can't write.

mod exact;
mod members;

use serde::Serialize;

use self::exact::Exact;

/// As bytes.
pub(crate) fn to_vec(value: &(impl Serialize + ?Sized)) -> serde_json::Result<Vec<u8>> {
    // As much as `serde_json::to_vec` begins with.
    let mut text = Vec::with_capacity(128);
    value.serialize(Exact(&mut serde_json::Serializer::new(&mut text)))?;
    Ok(text)
}

/// As text.
pub(crate) fn to_string(value: &(impl Serialize + ?Sized)) -> serde_json::Result<String> {
    use serde::ser::Error as _;

    String::from_utf8(to_vec(value)?).map_err(serde_json::Error::custom)
}

/// As a value, for what has to be looked at before it is written.
pub(crate) fn to_value(value: &(impl Serialize + ?Sized)) -> serde_json::Result<serde_json::Value> {
    value.serialize(Exact(serde_json::value::Serializer))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use serde_json::json;

    use super::*;

    #[derive(Serialize)]
    struct Price {
        net: f64,
        gross: Option<f64>,
    }

    #[derive(Serialize)]
    struct Offer {
        prices: Vec<Price>,
        #[serde(flatten)]
        others: BTreeMap<String, f64>,
    }

    #[derive(Serialize)]
    #[serde(untagged)]
    enum Either {
        Number(f64),
        Pair(f64, f32),
    }

    #[test]
    fn a_double_is_read_as_the_one_that_was_written() {
        for value in
            [936.239_538_764_864_5, 236.060_416_623_771_86, 9_007_199_254_740_993.0, 5e-324, f64::MAX]
        {
            let read: f64 = serde_json::from_str(&to_string(&value).unwrap()).unwrap();
            assert_eq!(read.to_bits(), value.to_bits(), "{value}");
        }
    }

    #[test]
    fn whole_numbers_have_no_fraction_wherever_they_are() {
        for (number, expected) in [
            (5.0, "5"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000"),
            (-9_007_199_254_740_993.0, "-9007199254740992"),
            (-1.5, "-1.5"),
        ] {
            assert_eq!(to_string(&number).unwrap(), expected);
            assert_eq!(to_string(&Some(vec![number])).unwrap(), format!("[{expected}]"));
            assert_eq!(to_value(&number).unwrap().to_string(), expected);
        }
        let offer =
            Offer { prices: vec![Price { net: 1.0, gross: None }], others: [("a".to_owned(), 2.0)].into() };
        assert_eq!(to_string(&offer).unwrap(), r#"{"prices":[{"net":1,"gross":null}],"a":2}"#);
        assert_eq!(to_string(&[Either::Number(1.0), Either::Pair(2.0, 0.1)]).unwrap(), "[1,[2,0.1]]");
        assert_eq!(to_string(&json!({"a": [1.0, 1.5]})).unwrap(), r#"{"a":[1,1.5]}"#);
        // How many digits are too many is the JSON library's to say.
        assert_eq!(
            serde_json::from_str::<f64>(&to_string(&1e300).unwrap()).unwrap().to_string(),
            1e300.to_string()
        );
        assert_eq!(to_string(&i128::MAX).unwrap(), i128::MAX.to_string());
    }

    #[test]
    fn what_json_has_no_number_for_is_refused_with_its_place() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(to_string(&number).unwrap_err().to_string(), format!("{number} is no number of JSON"));
            assert!(to_value(&[number]).is_err());
        }
        assert!(to_string(&f32::NAN).is_err());
        let of = |net, other: f64| Offer {
            prices: vec![Price { net: 1.0, gross: Some(net) }],
            others: [("the rest".to_owned(), other)].into(),
        };
        let error = to_string(&of(f64::NAN, 1.0)).unwrap_err();
        assert_eq!(error.to_string(), "`prices.gross`: NaN is no number of JSON");
        let error = to_string(&of(1.0, f64::INFINITY)).unwrap_err();
        assert_eq!(error.to_string(), "`the rest`: inf is no number of JSON");
    }
}
