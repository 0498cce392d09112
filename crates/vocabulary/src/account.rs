//! Numbers of bank accounts and telephones, masked wherever they are shown.

use std::fmt;

use crate::squeezed;

/// A bank account or card number of 8 to 32 digits. `Display` and `Debug` show the last four only.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AccountNumber(String);

/// A telephone number of 7 to 13 digits. `Display` and `Debug` mask the middle.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// Why a text is not an account or telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountFault {
    /// Not digits only.
    #[error("号码含有非数字字符")]
    NotDigits,
    /// Too short or too long.
    #[error("号码位数不对")]
    Length,
}

fn digits(text: &str, shortest: usize, longest: usize) -> Result<String, AccountFault> {
    let typed: String = squeezed(text).chars().filter(|c| *c != '-').collect();
    if !typed.bytes().all(|c| c.is_ascii_digit()) {
        return Err(AccountFault::NotDigits);
    }
    if !(shortest..=longest).contains(&typed.len()) {
        return Err(AccountFault::Length);
    }
    Ok(typed)
}

impl AccountNumber {
    /// Reads digits with spaces and hyphens between them.
    pub fn parse(text: &str) -> Result<AccountNumber, AccountFault> {
        digits(text, 8, 32).map(AccountNumber)
    }

    /// The whole number, for the store and the bank file.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl PhoneNumber {
    /// Reads digits with spaces and hyphens between them.
    pub fn parse(text: &str) -> Result<PhoneNumber, AccountFault> {
        digits(text, 7, 13).map(PhoneNumber)
    }

    /// The whole number, for the store and an audited read.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "****{}", &self.0[self.0.len() - 4..])
    }
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountNumber({self})")
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}****{}", &self.0[..3], &self.0[self.0.len() - 4..])
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_masked() {
        let account = AccountNumber::parse("6228 4800 1234 5678 901").expect("an account");
        assert_eq!(account.to_string(), "****8901");
        let phone = PhoneNumber::parse("138-0000-1234").expect("a phone");
        assert_eq!(format!("{phone:?}"), "PhoneNumber(138****1234)");
    }

    #[test]
    fn other_texts_are_refused() {
        assert_eq!(AccountNumber::parse("1234567"), Err(AccountFault::Length));
        assert_eq!(PhoneNumber::parse("1380000一234"), Err(AccountFault::NotDigits));
    }
}
