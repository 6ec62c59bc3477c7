//! Mailings against a stand-in of the service that counts the recipients of a second as SES does.

mod rate;
mod stand;
