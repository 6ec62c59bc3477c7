//! UUIDs as those of `uuid`.

use super::Uuid;

impl From<uuid::Uuid> for Uuid {
    fn from(uuid: uuid::Uuid) -> Self {
        Self(uuid.to_string())
    }
}

impl Uuid {
    /// As a UUID of `uuid`.
    ///
    /// # Errors
    /// Where the text is no UUID.
    pub fn to_uuid(&self) -> Result<uuid::Uuid, uuid::Error> {
        self.0.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_go_out_and_come_back() {
        let uuid = Uuid::from("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6").to_uuid().unwrap();
        assert_eq!(Uuid::from(uuid), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        assert!(Uuid::from("none").to_uuid().is_err());
    }
}
