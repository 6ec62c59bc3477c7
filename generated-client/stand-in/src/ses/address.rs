//! Addresses as SES reads them.

use super::Refusal;

/// The address proper: what stands between `<` and `>`, or all of it.
pub(super) fn email(text: &str) -> Result<&str, Refusal> {
    let trimmed = text.trim();
    let email = match trimmed.rsplit_once('<') {
        Some((_, rest)) => rest.strip_suffix('>').ok_or_else(|| illegal(text))?,
        None => trimmed,
    };
    let (local, domain) =
        email.rsplit_once('@').ok_or_else(|| Refusal::bad_request("Missing final '@domain'"))?;
    if domain.is_empty() {
        return Err(Refusal::bad_request("Missing final '@domain'"));
    }
    if local.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Refusal::bad_request("Local address contains control or whitespace"));
    }
    let domain_is_sound = domain
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    if !domain_is_sound {
        return Err(Refusal::bad_request("Domain contains illegal character"));
    }
    if local.is_empty() || !local.is_ascii() || local.contains(['@', '<', '>', ',']) || email.len() > 320 {
        return Err(illegal(text));
    }
    Ok(email)
}

fn illegal(text: &str) -> Refusal {
    let shown: String = text.chars().take(100).collect();
    Refusal::bad_request(format!("Illegal address: {shown}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_name_is_no_part_of_the_address() {
        for good in
            ["ann@example.com", " ann@example.com ", "Ann <ann@example.com>", "\"A, B\" <ann@example.com>"]
        {
            assert_eq!(email(good).unwrap(), "ann@example.com", "{good}");
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_is_refused() {
        let bad = [
            "",
            "ann",
            "ann@",
            "@example.com",
            "a b@example.com",
            "ann@exa mple.com",
            "ann@example..com",
            "Ann <ann@example.com",
            "a@b@example.com",
            "änn@example.com",
            "a@example.com, b@example.com",
        ];
        for bad in bad {
            assert_eq!(email(bad).unwrap_err().kind, "BadRequestException", "{bad}");
        }
    }
}
