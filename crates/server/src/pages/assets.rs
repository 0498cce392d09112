//! Style sheets and pictures, embedded in the binary: the product's own, and Tabler's one style sheet from `web/`.

use std::borrow::Cow;
use std::fmt::Write;

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use serde::Deserialize;

use crate::pages::error_page::ErrorPage;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Own;

#[derive(RustEmbed)]
#[folder = "../../web/node_modules/@tabler/core/dist/css/"]
#[include = "tabler.min.css"]
struct Tabler;

fn embedded(name: &str) -> Option<EmbeddedFile> {
    Own::get(name).or_else(|| Tabler::get(name))
}

/// The first sixteen signs of a file's SHA-256: enough to tell versions of one file apart.
fn version(file: &EmbeddedFile) -> String {
    let mut text = String::with_capacity(16);
    for byte in file.metadata.sha256_hash().iter().take(8) {
        write!(text, "{byte:02x}").expect("a string takes every text");
    }
    text
}

/// Address of an asset with its version, so that a browser may keep it as long as it likes.
pub fn address(name: &str) -> String {
    match embedded(name) {
        Some(file) => format!("/assets/{name}?v={}", version(&file)),
        None => format!("/assets/{name}"),
    }
}

/// The version in an asset's address.
#[derive(Deserialize)]
pub struct Asked {
    v: Option<String>,
}

/// An asset. Under the address with its version it never changes; under the plain one a browser asks again each time.
pub async fn file(Path(name): Path<String>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let Some(file) = embedded(&name) else { return ErrorPage::no_such_page().into_response() };
    let version = version(&file);
    let etag = format!("\"{version}\"");
    let cache = if asked.v.as_deref() == Some(&version) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag)) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag), (header::CACHE_CONTROL, cache.to_owned())]).into_response();
    }
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    let kind = if kind.type_() == mime_guess::mime::TEXT { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    let head = [(header::CONTENT_TYPE, kind), (header::ETAG, etag), (header::CACHE_CONTROL, cache.to_owned())];
    match file.data {
        Cow::Borrowed(bytes) => (head, bytes).into_response(),
        Cow::Owned(bytes) => (head, bytes).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_tabler_only_the_linked_style_sheet_is_embedded() {
        assert_eq!(Tabler::iter().collect::<Vec<_>>(), ["tabler.min.css"]);
    }

    #[test]
    fn nothing_embedded_is_fetched_from_elsewhere() {
        for name in Own::iter() {
            let file = Own::get(&name).expect("a listed file is embedded");
            let text = String::from_utf8_lossy(&file.data).replace("http://www.w3.org/2000/svg", "");
            assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("//"), "{name}");
        }
    }

    #[test]
    fn an_address_carries_the_version_of_the_file() {
        let address = address("doudi.css");
        let (path, version) = address.split_once("?v=").expect("a version");
        assert_eq!((path, version.len()), ("/assets/doudi.css", 16));
    }
}
