//! Pieces of a file on several threads, their results in the order of the file.
//!
//! Holds: what comes out does not depend on the number of threads; only so many pieces are under way that a file cannot
//! take memory by being long.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::super::refusal::FileRefusalReason;
use super::archive::Unpacked;

/// Pieces for each thread that are under way: enough that none waits for another that is a little slower.
const UNDER_WAY: usize = 4;

/// A thread that works on pieces.
struct Worker<P, R> {
    pieces: SyncSender<P>,
    results: Receiver<R>,
}

/// Has `work` done on the pieces that `feed` puts, on so many threads, and passes the results to `take` in the order of the
/// pieces. With one thread all is done on that of the caller.
pub(super) fn in_order<P: Send, R: Send>(
    threads: NonZeroUsize,
    work: impl Fn(P) -> R + Sync,
    mut take: impl FnMut(R) -> Unpacked<()>,
    feed: impl FnOnce(&mut dyn FnMut(P) -> Unpacked<()>) -> Unpacked<()>,
) -> Unpacked<()> {
    if threads == NonZeroUsize::MIN {
        return feed(&mut |piece| take(work(piece)));
    }
    let work = &work;
    std::thread::scope(|scope| {
        let mut workers: VecDeque<Worker<P, R>> = VecDeque::with_capacity(threads.get());
        for _ in 0..threads.get() {
            let (pieces, to_do) = sync_channel::<P>(UNDER_WAY);
            let (done, results) = sync_channel::<R>(UNDER_WAY);
            let worker = std::thread::Builder::new().spawn_scoped(scope, move || {
                // Should the reading have ended early, nobody takes the results, and the thread ends too.
                to_do.iter().try_for_each(|piece| done.send(work(piece)).ok())
            });
            // A machine that gives no more threads is not the file's fault, but there is nothing else to tell its sender.
            worker.map_err(|_| FileRefusalReason::Broken)?;
            workers.push_back(Worker { pieces, results });
        }
        // Pieces go round the threads, and so do the results: the worker in front has the next piece, and its oldest
        // result is the next once every worker is full.
        let full = UNDER_WAY * workers.len();
        let mut under_way = 0;
        feed(&mut |piece| {
            let worker = workers.front().ok_or(FileRefusalReason::Broken)?;
            if under_way == full {
                take(worker.results.recv().map_err(|_| FileRefusalReason::Broken)?)?;
                under_way -= 1;
            }
            worker.pieces.send(piece).map_err(|_| FileRefusalReason::Broken)?;
            under_way += 1;
            workers.rotate_left(1);
            Ok(())
        })?;
        let before = workers.len() - under_way % workers.len();
        workers.rotate_left(before % workers.len());
        for _ in 0..under_way {
            let worker = workers.front().ok_or(FileRefusalReason::Broken)?;
            take(worker.results.recv().map_err(|_| FileRefusalReason::Broken)?)?;
            workers.rotate_left(1);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).expect("a thread")
    }

    #[test]
    fn results_come_in_the_order_of_the_pieces_on_any_number_of_threads() {
        for count in 1..5 {
            for length in [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 100] {
                let mut taken = Vec::new();
                let result = in_order(
                    threads(count),
                    |piece: usize| piece * 2,
                    |result| {
                        taken.push(result);
                        Ok(())
                    },
                    |put| (0..length).try_for_each(put),
                );
                assert_eq!(result, Ok(()));
                assert_eq!(taken, (0..length).map(|piece| piece * 2).collect::<Vec<_>>(), "{count} threads");
            }
        }
    }

    #[test]
    fn a_refusal_of_a_result_ends_the_reading() {
        for count in 1..4 {
            let refused = |result| if result == 5 { Err(FileRefusalReason::Empty) } else { Ok(()) };
            let result = in_order(threads(count), |piece: usize| piece, refused, |put| (0..100).try_for_each(put));
            assert_eq!(result, Err(FileRefusalReason::Empty));
        }
    }
}
