//! Values with files in them.

use super::{File, Form};

/// A value with files in it, each of which is a part of its own.
pub trait Parts {
    /// Adds it to a form, all of it under one name.
    #[must_use]
    fn add_to(self, form: Form, name: &str) -> Form;
}

impl Parts for File {
    fn add_to(self, form: Form, name: &str) -> Form {
        form.upload(name, self)
    }
}

impl<T: Parts> Parts for Option<T> {
    fn add_to(self, form: Form, name: &str) -> Form {
        self.into_iter().fold(form, |form, value| value.add_to(form, name))
    }
}

impl<T: Parts> Parts for Vec<T> {
    fn add_to(self, form: Form, name: &str) -> Form {
        self.into_iter().fold(form, |form, value| value.add_to(form, name))
    }
}
