//! What a body must be beyond what its type says.

/// A body that is looked at before it is sent, for rules that no type and no schema has.
pub trait Check {
    /// Whether the service can take it.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    fn check(&self) -> Result<(), String>;

    /// What it counts where the client has a rate: more than one where the service counts something else than requests.
    fn weight(&self) -> u32 {
        1
    }
}
