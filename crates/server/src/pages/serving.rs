//! Listening on this machine: the address, the port, and why not.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use operations::{Context, Office};
use tokio::net::TcpListener;

use crate::pages::router;

/// Ports tried, the asked one first.
const PORTS_TRIED: u16 = 20;

/// Why the pages are not opened.
#[derive(Debug, thiserror::Error)]
pub enum ListenRefusal {
    /// The address can be reached from other machines, and there is no login.
    #[error("{0} is not a loopback address")]
    NotLoopback(IpAddr),
    /// The port and those after it are taken.
    #[error("ports {first} to {last} are taken")]
    PortsTaken {
        /// The port asked for.
        first: u16,
        /// The last one tried.
        last: u16,
    },
    /// The system does not let us listen there.
    #[error("cannot listen on {at}: {why}")]
    System {
        /// Address and port.
        at: SocketAddr,
        /// What the system says.
        #[source]
        why: io::Error,
    },
}

impl ListenRefusal {
    /// What, why and what next in Chinese.
    pub fn chinese(&self) -> String {
        match self {
            ListenRefusal::NotLoopback(address) => {
                format!("没有在 {address} 打开页面：其他机器也能访问该地址，而页面尚无登录。请用 --bind 127.0.0.1 或 ::1。")
            }
            ListenRefusal::PortsTaken { first, last } => {
                format!("页面没有打开：端口 {first} 至 {last} 都已被占用。请用 --port 换一个端口，或关闭先前打开的页面。")
            }
            ListenRefusal::System { at, why } => {
                format!("不能在 {at} 打开页面：{why}。请用 --port 换一个 1024 以上的端口，并检查本机网络设置。")
            }
        }
    }

    /// The same in English.
    pub fn english(&self) -> String {
        match self {
            ListenRefusal::NotLoopback(address) => format!(
                "The pages were not opened on {address}: other machines can reach it, and there is no login yet. \
                 Use --bind 127.0.0.1 or ::1."
            ),
            ListenRefusal::PortsTaken { first, last } => format!(
                "The pages were not opened: ports {first} to {last} are taken. \
                 Choose another with --port, or close the pages opened before."
            ),
            ListenRefusal::System { at, why } => format!(
                "The pages cannot be opened on {at}: {why}. \
                 Choose a port above 1024 with --port, and check the network settings of this machine."
            ),
        }
    }
}

/// A listener on a loopback address, on that port or the next free one; port 0 lets the system choose.
pub async fn listen(address: IpAddr, port: u16) -> Result<TcpListener, ListenRefusal> {
    if !address.is_loopback() {
        return Err(ListenRefusal::NotLoopback(address));
    }
    let last = port.saturating_add(PORTS_TRIED - 1);
    for candidate in port..=last {
        let at = SocketAddr::new(address, candidate);
        match TcpListener::bind(at).await {
            Ok(listener) => return Ok(listener),
            Err(why) if why.kind() == io::ErrorKind::AddrInUse => {}
            Err(why) => return Err(ListenRefusal::System { at, why }),
        }
    }
    Err(ListenRefusal::PortsTaken { first: port, last })
}

/// Serves the pages, as that official may see them, to this machine until the future is dropped.
pub async fn serve(office: Arc<Office>, context: Context, listener: TcpListener) -> io::Result<()> {
    axum::serve(listener, router(office, context)).await
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[tokio::test]
    async fn an_address_other_machines_can_reach_is_refused() {
        for other in ["0.0.0.0", "192.168.1.5", "::", "2001:db8::1"] {
            let refusal = listen(address(other), 0).await.expect_err("not loopback");
            assert!(matches!(refusal, ListenRefusal::NotLoopback(_)), "{refusal}");
            assert!(refusal.chinese().contains(other) && refusal.chinese().contains("--bind 127.0.0.1"));
            assert!(refusal.english().contains(other) && refusal.english().contains("no login"));
        }
    }

    #[tokio::test]
    async fn a_taken_port_gives_the_next_free_one() {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
        let first = listen(here, 0).await.expect("a port of the system's choice");
        let second = listen(here, port(&first)).await.expect("a free port after it");
        assert!(port(&second) > port(&first));
    }

    #[tokio::test]
    async fn when_every_port_tried_is_taken_the_range_is_named() {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        // Held here, or by another program already: taken either way.
        let _held = listen(here, u16::MAX).await;
        let refusal = listen(here, u16::MAX).await.expect_err("no port is left");
        assert!(refusal.chinese().contains("端口 65535 至 65535"), "{refusal}");
    }
}
