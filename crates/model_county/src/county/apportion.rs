//! Exact portions: numbers split by weight, households of sizes that add up, places chosen for their sum.

use super::totals::Figure;

/// Largest household the model builds.
pub(crate) const LARGEST: i64 = 7;

/// Splits `total` in the proportion of the weights, the largest remainders first.
pub(crate) fn by_largest_remainder(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i64 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut parts: Vec<i64> = weights.iter().map(|weight| total * weight / sum).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(total * weights[*at] % sum), *at));
    let left = total - parts.iter().sum::<i64>();
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        parts[at] += 1;
    }
    parts
}

/// Sizes of so many households with so many persons: around the mean, spread where `smallest` allows.
pub(crate) fn sizes(figure: Figure, smallest: i64) -> Vec<i64> {
    sizes_within(figure, smallest, LARGEST)
}

/// The same, and none above `largest` unless the mean is.
pub(crate) fn sizes_within(figure: Figure, smallest: i64, largest: i64) -> Vec<i64> {
    let Figure { households, persons } = figure;
    if households == 0 {
        return Vec::new();
    }
    let more = persons % households;
    let mut sizes: Vec<i64> = (0..households).map(|at| persons / households + i64::from(at < more)).collect();
    for at in 0..sizes.len() / 2 {
        let other = sizes.len() - 1 - at;
        let step = match at % 10 {
            0..4 => 1,
            4..6 => 2,
            6 => 3,
            7.. => 0,
        };
        for _ in 0..step {
            if sizes[other] > smallest && sizes[at] < largest {
                sizes[at] += 1;
                sizes[other] -= 1;
            }
        }
    }
    sizes
}

/// So many places whose sizes add up to the persons: the first ones, with some exchanged.
pub(crate) fn choose(sizes: &[i64], wanted: Figure) -> Vec<usize> {
    let count = usize::try_from(wanted.households).unwrap_or(0).min(sizes.len());
    let mut chosen: Vec<usize> = (0..count).collect();
    let mut others: Vec<usize> = (count..sizes.len()).collect();
    let mut missing = wanted.persons - chosen.iter().map(|at| sizes[*at]).sum::<i64>();
    let mut place = 0;
    let mut idle = 0;
    while missing != 0 && count > 0 && idle <= count {
        let own = sizes[chosen[place]];
        let better = |other: &usize| {
            let step = sizes[*other] - own;
            step != 0 && step.signum() == missing.signum() && step.abs() <= missing.abs()
        };
        if let Some(found) = others.iter().position(better) {
            missing -= sizes[others[found]] - own;
            std::mem::swap(&mut chosen[place], &mut others[found]);
            idle = 0;
        } else {
            idle += 1;
        }
        place = (place + 1) % count;
    }
    chosen
}

/// Of these sizes, which add up to `persons` with `count` of them, as nearly as they can: a mark for each.
pub(crate) fn pick(sizes: &[i64], count: i64, persons: i64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|at| (sizes[*at], *at));
    let count = usize::try_from(count).unwrap_or(0).min(order.len());
    // A window of neighbours in the order of sizes is moved up until the next would be too much, then single ones are.
    let mut first = 0;
    let sum_from = |first: usize| -> i64 { order[first..first + count].iter().map(|at| sizes[*at]).sum() };
    let mut sum = sum_from(0);
    while first + count < order.len() {
        let next = sum - sizes[order[first]] + sizes[order[first + count]];
        if next > persons {
            break;
        }
        sum = next;
        first += 1;
    }
    let mut chosen = vec![false; sizes.len()];
    for at in &order[first..first + count] {
        chosen[*at] = true;
    }
    while sum < persons {
        let step = |from: &usize, to: &usize| sizes[*to] - sizes[*from];
        let best = order.iter().filter(|at| chosen[**at]).find_map(|from| {
            let to = order.iter().find(|to| !chosen[**to] && (1..=persons - sum).contains(&step(from, to)))?;
            Some((*from, *to))
        });
        let Some((from, to)) = best else { break };
        chosen[from] = false;
        chosen[to] = true;
        sum += sizes[to] - sizes[from];
    }
    chosen
}

/// Picks among the places that are still open.
pub(crate) fn pick_open(sizes: &[i64], figure: Figure, open: &mut [bool]) -> Vec<bool> {
    let places: Vec<usize> = (0..sizes.len()).filter(|at| open[*at]).collect();
    let left: Vec<i64> = places.iter().map(|at| sizes[*at]).collect();
    let mut chosen = vec![false; sizes.len()];
    for (place, taken) in places.into_iter().zip(pick(&left, figure.households, figure.persons)) {
        chosen[place] = taken;
        open[place] &= !taken;
    }
    chosen
}

/// What the chosen places hold.
pub(crate) fn sum_of(sizes: &[i64], chosen: &[bool]) -> Figure {
    sizes.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(size, _)| Figure::of(1, *size)).sum()
}
