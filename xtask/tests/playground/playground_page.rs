//! What a person sees and does on the page.

mod compare;
mod crates;
mod hostile;
mod manners;
mod pace;
mod picture;
mod plain;
mod site;
