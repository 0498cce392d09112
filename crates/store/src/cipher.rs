//! Sealing with the national algorithms: SM4-GCM (GB/T 32907, RFC 8998), SM3 (GB/T 32905), HMAC-SM3.
//!
//! [`Cipher`] is what a cipher machine (密码机) has to do; [`SoftwareCipher`] does it in this process. These are the
//! algorithms, not a certified module.

use std::collections::BTreeMap;
use std::fmt;

use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use hmac::{Hmac, Mac};
use sm3::{Digest, Sm3};
use sm4::Sm4;

use crate::{Keyring, StoreFault};

/// SM4 in Galois/Counter Mode with a 96-bit nonce and a 128-bit tag.
type Sm4Gcm = AesGcm<Sm4, U12>;

/// Bytes of a nonce, which stands before each sealed value.
const NONCE_BYTES: usize = 12;
/// Bytes of an SM4 key.
pub(crate) const KEY_BYTES: usize = 16;

/// SM3 of some bytes.
pub fn sm3(bytes: &[u8]) -> [u8; 32] {
    Sm3::digest(bytes).into()
}

/// Bytes in hexadecimal, small letters.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).expect("half a byte is one digit");
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Bytes from hexadecimal; `None` where the text is none.
pub fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|sign| sign.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// A key of one person or one file, wrapped by a version of the master key. Only a cipher can use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedKey {
    /// Version of the master key.
    pub version: i64,
    /// The wrapped key.
    pub bytes: Vec<u8>,
}

/// Which keyed index a value is looked up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// The whole value.
    Exact,
    /// The last four signs.
    LastFour,
}

/// A machine that keeps the master keys and seals with them. `context` says what a value is and whose: a value moved to
/// another row or column does not open.
pub trait Cipher: Send + Sync + fmt::Debug {
    /// A new random key, wrapped by the newest master key.
    fn new_key(&self) -> Result<WrappedKey, StoreFault>;
    /// The same key, wrapped by the newest master key; `None` where it is already.
    fn rewrap(&self, key: &WrappedKey) -> Result<Option<WrappedKey>, StoreFault>;
    /// Seals values with a wrapped key, each for its context.
    fn seal(&self, key: &WrappedKey, values: &[(&str, &[u8])]) -> Result<Vec<Vec<u8>>, StoreFault>;
    /// A new key with values sealed by it: what [`Cipher::new_key`] and [`Cipher::seal`] give, in one step where the machine
    /// can, for a whole county's persons.
    fn seal_by_new_key(&self, values: &[(&str, &[u8])]) -> Result<(WrappedKey, Vec<Vec<u8>>), StoreFault> {
        let key = self.new_key()?;
        let sealed = self.seal(&key, values)?;
        Ok((key, sealed))
    }
    /// Opens values sealed for their contexts.
    fn open(&self, key: &WrappedKey, values: &[(&str, &[u8])]) -> Result<Vec<Vec<u8>>, StoreFault>;
    /// The keyed index of a value.
    fn mac(&self, index: Index, value: &[u8]) -> Result<[u8; 32], StoreFault>;
}

/// The algorithms in this process, with the keys of a [`Keyring`].
#[derive(Clone)]
pub struct SoftwareCipher {
    keys: Keyring,
    /// The master keys by version, scheduled once: they are used for each person.
    masters: BTreeMap<i64, Sm4Gcm>,
}

impl fmt::Debug for SoftwareCipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SoftwareCipher({:?})", self.keys)
    }
}

/// What a wrapped key is sealed for.
fn wrapping_context(version: i64) -> String {
    format!("wrapped key, master {version}")
}

impl SoftwareCipher {
    /// With these keys.
    pub fn new(keys: Keyring) -> SoftwareCipher {
        let masters = keys.masters().map(|(version, key)| (version, Sm4Gcm::new(key.into()))).collect();
        SoftwareCipher { keys, masters }
    }

    fn master(&self, version: i64) -> Option<&Sm4Gcm> {
        self.masters.get(&version)
    }

    fn unwrap_key(&self, key: &WrappedKey) -> Result<[u8; KEY_BYTES], StoreFault> {
        let fault = || StoreFault::Unsealed { what: format!("a key under master {}", key.version) };
        let master = self.master(key.version).ok_or_else(fault)?;
        let plain = open_with(master, &wrapping_context(key.version), &key.bytes).ok_or_else(fault)?;
        plain.try_into().map_err(|_| fault())
    }

    fn wrap(&self, plain: &[u8; KEY_BYTES]) -> Result<WrappedKey, StoreFault> {
        let version = self.keys.newest_master().0;
        let master = self.master(version).expect("every version of the keyring was scheduled");
        Ok(WrappedKey { version, bytes: seal_with(master, &wrapping_context(version), plain, &random()?) })
    }
}

impl Cipher for SoftwareCipher {
    fn new_key(&self) -> Result<WrappedKey, StoreFault> {
        self.wrap(&random()?)
    }

    fn rewrap(&self, key: &WrappedKey) -> Result<Option<WrappedKey>, StoreFault> {
        if key.version == self.keys.newest_master().0 {
            return Ok(None);
        }
        self.wrap(&self.unwrap_key(key)?).map(Some)
    }

    fn seal(&self, key: &WrappedKey, values: &[(&str, &[u8])]) -> Result<Vec<Vec<u8>>, StoreFault> {
        let key = scheduled(&self.unwrap_key(key)?);
        values.iter().map(|(context, value)| Ok(seal_with(&key, context, value, &random()?))).collect()
    }

    fn seal_by_new_key(&self, values: &[(&str, &[u8])]) -> Result<(WrappedKey, Vec<Vec<u8>>), StoreFault> {
        // Used before it is wrapped, so that it need not be unwrapped for its first values.
        let plain: [u8; KEY_BYTES] = random()?;
        let key = scheduled(&plain);
        let sealed: Result<Vec<Vec<u8>>, StoreFault> =
            values.iter().map(|(context, value)| Ok(seal_with(&key, context, value, &random()?))).collect();
        Ok((self.wrap(&plain)?, sealed?))
    }

    fn open(&self, key: &WrappedKey, values: &[(&str, &[u8])]) -> Result<Vec<Vec<u8>>, StoreFault> {
        let key = scheduled(&self.unwrap_key(key)?);
        let open = |(context, sealed): &(&str, &[u8])| {
            open_with(&key, context, sealed).ok_or_else(|| StoreFault::Unsealed { what: (*context).to_owned() })
        };
        values.iter().map(open).collect()
    }

    fn mac(&self, index: Index, value: &[u8]) -> Result<[u8; 32], StoreFault> {
        let mut mac = <Hmac<Sm3> as KeyInit>::new_from_slice(self.keys.index(index)).expect("HMAC takes a key of any length");
        mac.update(value);
        Ok(mac.finalize().into_bytes().into())
    }
}

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreFault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|fault| StoreFault::Random(fault.to_string()))?;
    Ok(bytes)
}

/// A key ready for use.
fn scheduled(key: &[u8; KEY_BYTES]) -> Sm4Gcm {
    Sm4Gcm::new(key.into())
}

/// Nonce, ciphertext and tag.
fn seal_with(key: &Sm4Gcm, context: &str, value: &[u8], nonce: &[u8; NONCE_BYTES]) -> Vec<u8> {
    let sealed = key
        .encrypt(nonce.into(), Payload { msg: value, aad: context.as_bytes() })
        .expect("values are far below the length limit of the mode");
    [nonce.as_slice(), &sealed].concat()
}

/// The value, unless anything was changed.
fn open_with(key: &Sm4Gcm, context: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>()?;
    key.decrypt(nonce.into(), Payload { msg: sealed, aad: context.as_bytes() }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        from_hexadecimal(&text.replace([' ', '\n'], "")).expect("hexadecimal")
    }

    #[test]
    fn sm4_gcm_gives_the_example_of_rfc_8998() {
        let key: [u8; 16] = bytes("0123456789ABCDEFFEDCBA9876543210").try_into().expect("a key");
        let nonce = bytes("00001234567800000000ABCD");
        let aad = bytes("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
        let plain = bytes(
            "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD
             EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA",
        );
        let expected = bytes(
            "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735
             D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D
             83DE3541E4C2B58177E065A9BF7B62EC",
        );
        let nonce: [u8; 12] = nonce.try_into().expect("a nonce");
        let sealed =
            Sm4Gcm::new(&key.into()).encrypt(&nonce.into(), Payload { msg: &plain, aad: &aad }).expect("it can be sealed");
        assert_eq!(sealed, expected);
    }

    #[test]
    fn sm3_gives_the_examples_of_gb_t_32905() {
        assert_eq!(hexadecimal(&sm3(b"abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert_eq!(hexadecimal(&sm3(&b"abcd".repeat(16))), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    #[test]
    fn a_sealed_value_opens_only_in_its_own_place_and_unchanged() {
        let cipher = SoftwareCipher::new(Keyring::random().expect("random keys"));
        let key = cipher.new_key().expect("a key");
        let sealed = cipher.seal(&key, &[("identity of 1", b"a number")]).expect("sealed").remove(0);
        assert_eq!(cipher.open(&key, &[("identity of 1", &sealed)]).expect("opened"), vec![b"a number".to_vec()]);
        assert!(cipher.open(&key, &[("identity of 2", &sealed)]).is_err());
        let mut changed = sealed.clone();
        changed[20] ^= 1;
        assert!(cipher.open(&key, &[("identity of 1", &changed)]).is_err());
        assert!(cipher.open(&cipher.new_key().expect("another key"), &[("identity of 1", &sealed)]).is_err());
        assert!(cipher.open(&key, &[("identity of 1", b"short")]).is_err());
    }

    #[test]
    fn what_a_new_key_seals_in_one_step_opens_like_anything_else() {
        let cipher = SoftwareCipher::new(Keyring::random().expect("random keys"));
        let (key, sealed) =
            cipher.seal_by_new_key(&[("identity of 1", b"a number"), ("phone of 1", b"a phone")]).expect("sealed");
        let opened = cipher.open(&key, &[("identity of 1", &sealed[0]), ("phone of 1", &sealed[1])]).expect("opened");
        assert_eq!(opened, [b"a number".to_vec(), b"a phone".to_vec()]);
        assert!(cipher.open(&key, &[("phone of 1", &sealed[0])]).is_err());
    }

    #[test]
    fn the_two_indexes_of_one_value_differ_and_depend_on_the_keys() {
        let cipher = SoftwareCipher::new(Keyring::random().expect("random keys"));
        let other = SoftwareCipher::new(Keyring::random().expect("random keys"));
        let exact = cipher.mac(Index::Exact, b"1234").expect("an index");
        assert_eq!(cipher.mac(Index::Exact, b"1234").expect("an index"), exact);
        assert_ne!(cipher.mac(Index::LastFour, b"1234").expect("an index"), exact);
        assert_ne!(other.mac(Index::Exact, b"1234").expect("an index"), exact);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_sealed_opens_as_it_was(value: Vec<u8>, context: String) {
            let key = scheduled(&random().expect("random bytes"));
            let sealed = seal_with(&key, &context, &value, &random().expect("random bytes"));
            proptest::prop_assert_eq!(open_with(&key, &context, &sealed), Some(value));
        }

        #[test]
        fn hexadecimal_reads_back(value: Vec<u8>) {
            proptest::prop_assert_eq!(from_hexadecimal(&hexadecimal(&value)), Some(value));
        }
    }
}
