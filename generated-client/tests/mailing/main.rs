//! Mailings against a stand-in of the service that counts the recipients of a second as SES does.

mod journal;
mod kills;
mod rate;
mod single;
mod stand;
