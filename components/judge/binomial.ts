/**
 * How probable at least so many hits are when each of the trials hits with the given probability: the p-value of the
 * exact one-sided binomial test (Clopper and Pearson 1934).
 *
 * @param probability of one hit, from 0 to 1
 */
export function upperTail(hits: number, trials: number, probability: number): number {
    if (hits <= 0) return 1;
    if (hits > trials || probability <= 0) return 0;
    if (probability >= 1) return 1;
    // The shorter side of the mean: terms fall from its start, and soon add nothing.
    if (hits <= trials * probability) return 1 - upperTail(trials - hits + 1, trials, 1 - probability);
    const odds = probability / (1 - probability);
    let term = Math.exp(
        logFactorial(trials) -
            logFactorial(hits) -
            logFactorial(trials - hits) +
            hits * Math.log(probability) +
            (trials - hits) * Math.log1p(-probability),
    );
    let tail = 0;
    for (let k = hits; k <= trials && term > tail * 1e-12; k += 1) {
        tail += term;
        term *= ((trials - k) / (k + 1)) * odds;
    }
    return Math.min(tail, 1);
}

/** How many times higher the odds of a hit may be; what {@link evidence} looks for, each as likely as the others. */
const suspected = [1.5, 2, 4, 8, 16, 64, 256];

/**
 * How much the hits speak for a probability above the given one: a bet against it that gains on each hit and loses on
 * each miss. While hits are no more probable than that, whatever the order and however often one looks, it ever reaches
 * `1 / level` with a probability of at most `level` (Ville 1939). So it may be looked at after every request, which a
 * p-value may not.
 *
 * It is the mean of likelihood ratios (a mixture, as Robbins 1970 has it): for odds that are `m` times higher, one trial
 * multiplies by `m` on a hit and in any case divides by `1 + probability · (m − 1)`, which is what the hit is expected
 * to bring.
 *
 * @param probability of one hit at most, from 0 to 1
 */
export function evidence(hits: number, trials: number, probability: number): number {
    const ratios = suspected.map((m) => Math.exp(hits * Math.log(m) - trials * Math.log1p(probability * (m - 1))));
    return ratios.reduce((sum, ratio) => sum + ratio, 0) / suspected.length;
}

/** The natural logarithm of n!, by Stirling's series where that is exact to twelve digits. */
function logFactorial(n: number): number {
    if (n < 20) {
        let log = 0;
        for (let k = 2; k <= n; k += 1) log += Math.log(k);
        return log;
    }
    return (
        (n + 0.5) * Math.log(n) -
        n +
        Math.log(2 * Math.PI) / 2 +
        1 / (12 * n) -
        1 / (360 * n ** 3) +
        1 / (1260 * n ** 5)
    );
}
