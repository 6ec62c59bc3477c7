//! The rules of SES, by what is accepted and refused.
