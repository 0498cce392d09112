//! What stands before every page: only this machine's names, only reading, and the headers that keep a page to itself.

use std::net::{IpAddr, Ipv6Addr};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use reports::checking::BYTES_MAX;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::pages::assets;
use crate::pages::error_page::ErrorPage;

/// Nothing inline, nothing from elsewhere, no script at all, no frame around it.
const CONTENT_POLICY: &str = "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; \
                              form-action 'self'; frame-ancestors 'none'";

/// Bytes a request may bring along. Reading needs none; a few are let through for clients that send an empty form.
const BODY_MAX: usize = 1024;

/// Bytes of an upload: a report of the largest size that is read, and the form around it.
const UPLOAD_MAX: usize = BYTES_MAX + (1 << 16);

/// Bytes of all lists of a check-up: a county's lists of some months.
const LISTS_MAX: usize = 512 << 20;

/// Where a report may be sent to. What is sent there is checked and answered; nothing of it is kept.
pub const UPLOADS: &str = "/check-report";

/// Where lists may be sent to for a check-up. Nothing of them is kept either.
pub const LISTS: &str = "/check-up";

/// The pages with assets, a sign of life and the page for wrong addresses, all behind the guard; `uploads` may be sent a
/// report, `lists` the lists of a check-up.
pub fn guarded(pages: Router, uploads: Router, lists: Router) -> Router {
    pages
        .route("/assets/{name}", get(assets::file))
        .route("/healthz", get(|| async { "ok\n" }))
        .fallback(|| async { ErrorPage::no_such_page() })
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .merge(uploads.layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(UPLOAD_MAX)))
        .merge(lists.layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(LISTS_MAX)))
        .layer(from_fn(this_machine_only_reading))
        .layer(CompressionLayer::new())
        .layer(from_fn(with_headers))
}

/// Refuses a request that names another machine (a page elsewhere may have its own name point to this address) or wants
/// more than to read.
async fn this_machine_only_reading(request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let in_address = request.uri().authority().map(|authority| authority.as_str());
    if !named.is_some_and(names_this_machine) || !in_address.is_none_or(names_this_machine) {
        return ErrorPage::other_machine().into_response();
    }
    let takes = [UPLOADS, LISTS].contains(&request.uri().path());
    let upload = *request.method() == Method::POST && takes && !sent_from_elsewhere(&request);
    if !upload && !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ([(header::ALLOW, "GET, HEAD")], ErrorPage::only_reads()).into_response();
    }
    next.run(request).await
}

/// Whether a browser says that a page of another origin sent this.
fn sent_from_elsewhere(request: &Request) -> bool {
    let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let host = origin.map(|origin| origin.split_once("://").map_or(origin, |(_, host)| host));
    host.is_some_and(|host| !names_this_machine(host))
}

/// Whether a host, with or without a port, is a loopback address or `localhost`.
fn names_this_machine(host: &str) -> bool {
    if let Some(rest) = host.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        let port_fits = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return port_fits && address.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback());
    }
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_loopback = || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    port.is_none_or(is_port) && (name.eq_ignore_ascii_case("localhost") || is_loopback())
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|c| c.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// Puts the protective headers on every answer. A page is never kept by a browser, since it holds personal data; an asset
/// has said itself how long it may be kept.
async fn with_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::StatusCode;
    use tower::ServiceExt;

    use super::*;

    fn pages() -> Router {
        let uploads = Router::new().route(UPLOADS, axum::routing::post(|body: String| async move { body.len().to_string() }));
        let lists = Router::new().route(LISTS, axum::routing::post(|body: String| async move { body.len().to_string() }));
        guarded(Router::new().route("/", get(|| async { axum::response::Html("页面".repeat(200)) })), uploads, lists)
    }

    fn request(method: Method, address: &str, host: &str) -> Request {
        Request::builder().method(method).uri(address).header(header::HOST, host).body(Body::empty()).expect("a request")
    }

    async fn asked(method: Method, address: &str, host: &str) -> Response {
        pages().oneshot(request(method, address, host)).await.expect("an answer")
    }

    fn value<'a>(response: &'a Response, name: &str) -> &'a str {
        response.headers().get(name).map_or("", |value| value.to_str().expect("a text"))
    }

    #[tokio::test]
    async fn every_answer_carries_the_protective_headers_also_one_that_says_no() {
        for (method, address, host) in [
            (Method::GET, "/", "localhost:7620"),
            (Method::GET, "/nowhere", "127.0.0.1"),
            (Method::POST, "/", "127.0.0.1"),
            (Method::GET, "/", "elsewhere.example"),
        ] {
            let response = asked(method, address, host).await;
            let policy = value(&response, "content-security-policy");
            assert!(policy.contains("default-src 'self'") && policy.contains("script-src 'none'"), "{policy}");
            assert!(!policy.contains("unsafe"), "{policy}");
            assert_eq!(value(&response, "x-content-type-options"), "nosniff");
            assert_eq!(value(&response, "referrer-policy"), "no-referrer");
            assert_eq!(value(&response, "x-frame-options"), "DENY");
            assert_eq!(value(&response, "cache-control"), "no-store");
        }
    }

    #[tokio::test]
    async fn only_names_of_this_machine_are_answered() {
        for host in ["localhost", "LOCALHOST:7620", "127.0.0.1:7620", "127.8.9.1", "[::1]:7620", "[::1]"] {
            assert_eq!(asked(Method::GET, "/", host).await.status(), StatusCode::OK, "{host}");
        }
        for host in [
            "elsewhere.example",
            "127.0.0.1.elsewhere.example",
            "localhost.elsewhere.example:7620",
            "192.168.1.5:7620",
            "0.0.0.0",
            "[::2]:7620",
            "[::1]elsewhere",
            "localhost:port",
            "",
        ] {
            assert_eq!(asked(Method::GET, "/", host).await.status(), StatusCode::FORBIDDEN, "{host}");
        }
        let nameless = Request::builder().uri("/").body(Body::empty()).expect("a request");
        assert_eq!(pages().oneshot(nameless).await.expect("an answer").status(), StatusCode::FORBIDDEN);
        let disagreeing = asked(Method::GET, "http://elsewhere.example/", "localhost").await;
        assert_eq!(disagreeing.status(), StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn nothing_but_reading_is_accepted() {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE] {
            let response = asked(method.clone(), "/", "localhost").await;
            assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{method}");
            assert_eq!(value(&response, "allow"), "GET, HEAD");
        }
        assert_eq!(asked(Method::HEAD, "/", "localhost").await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn a_report_or_lists_may_be_sent_from_this_machine_only() {
        assert_eq!(asked(Method::POST, UPLOADS, "localhost").await.status(), StatusCode::OK);
        assert_eq!(asked(Method::POST, LISTS, "localhost").await.status(), StatusCode::OK);
        assert_eq!(asked(Method::POST, LISTS, "elsewhere.example").await.status(), StatusCode::FORBIDDEN);
        let mut foreign = request(Method::POST, UPLOADS, "localhost");
        foreign.headers_mut().insert(header::ORIGIN, HeaderValue::from_static("https://elsewhere.example"));
        let answer = pages().oneshot(foreign).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
        let mut own = request(Method::POST, UPLOADS, "localhost");
        own.headers_mut().insert(header::ORIGIN, HeaderValue::from_static("http://localhost:7620"));
        assert_eq!(pages().oneshot(own).await.expect("an answer").status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn a_wrong_address_gets_a_page_that_says_so() {
        let response = asked(Method::GET, "/nowhere", "localhost").await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a page");
        assert!(String::from_utf8_lossy(&body).contains("WEB-404"));
    }

    #[tokio::test]
    async fn an_asset_is_kept_under_its_version_and_asked_for_again_without_it() {
        let response = asked(Method::GET, &assets::address("doudi.css"), "localhost").await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(value(&response, "content-type"), "text/css; charset=utf-8");
        assert!(value(&response, "cache-control").contains("immutable"));
        let plain = asked(Method::GET, "/assets/doudi.css", "localhost").await;
        assert_eq!(value(&plain, "cache-control"), "no-cache");

        let mut again = request(Method::GET, "/assets/doudi.css", "localhost");
        let etag = plain.headers().get(header::ETAG).expect("an etag").clone();
        again.headers_mut().insert(header::IF_NONE_MATCH, etag);
        assert_eq!(pages().oneshot(again).await.expect("an answer").status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn an_asset_that_is_not_embedded_is_not_found() {
        for address in ["/assets/missing.css", "/assets/..%2f..%2fCargo.toml", "/assets/tabler.css"] {
            assert_eq!(asked(Method::GET, address, "localhost").await.status(), StatusCode::NOT_FOUND, "{address}");
        }
        assert_eq!(asked(Method::GET, "/assets/tabler.min.css", "localhost").await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn pages_are_compressed_for_a_browser_that_can_unpack_them() {
        let mut packed = request(Method::GET, "/", "localhost");
        packed.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        let response = pages().oneshot(packed).await.expect("an answer");
        assert_eq!(value(&response, "content-encoding"), "gzip");
    }

    #[tokio::test]
    async fn a_request_that_brings_much_along_is_refused() {
        let mut heavy = request(Method::GET, "/", "localhost");
        heavy.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(BODY_MAX + 1));
        assert_eq!(pages().oneshot(heavy).await.expect("an answer").status(), StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[tokio::test]
    async fn the_sign_of_life_needs_no_database() {
        assert_eq!(asked(Method::GET, "/healthz", "127.0.0.1:7620").await.status(), StatusCode::OK);
    }
}
