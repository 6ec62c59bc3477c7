//! The model becomes the IR; every doubt ends here.
