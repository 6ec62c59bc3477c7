//! Send mail with Amazon SES through LowCodeAPI.
