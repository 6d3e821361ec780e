namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Compares what is stored with what was sent.</summary>
internal sealed class Judge(IReadOnlyList<SentBatch> sent, UniqueUsage usage)
{
    public async Task<Verdict> DecideAsync(StoredUsage stored, CancellationToken cancellationToken)
    {
        var times = sent.GroupBy(batch => batch.Client).ToDictionary(batches => batches.Key, batches => new int[batches.Sum(batch => batch.Count) + 1]);
        var doubled = 0L;
        await foreach (var (client, sequence, count) in stored.EventsAsync(cancellationToken))
        {
            var isKnown = times.TryGetValue(client, out var ofClient) && sequence > 0 && sequence < (ulong)ofClient.Length;
            doubled += isKnown ? count - 1 : count;
            if (isKnown)
            {
                ofClient![sequence] = (int)count;
            }
        }

        var raw = await stored.RawAsync(cancellationToken);
        var rollup = await stored.RollupAsync(cancellationToken);
        return new Verdict
        {
            Acknowledged = sent.Where(batch => batch.IsAcknowledged).Sum(batch => (long)batch.Count),
            Raw = raw.Values.Sum(),
            Rollup = rollup.Values.Sum(),
            Lost = sent.Sum(batch => Missing(batch, times[batch.Client])),
            Doubled = doubled,
            Differences = [.. Differences("sent", Expected(times), "raw", raw), .. Differences("raw", raw, "rollup", rollup)],
        };
    }

    // A batch that nobody acknowledged may be stored or not, but whole.
    private static long Missing(SentBatch batch, int[] times)
    {
        var missing = batch.Sequences.Count(sequence => times[sequence] == 0);
        return batch.IsAcknowledged || missing < batch.Count ? missing : 0;
    }

    private Dictionary<UsageKey, long> Expected(Dictionary<ulong, int[]> times)
    {
        var expected = new Dictionary<UsageKey, long>();
        foreach (var batch in sent)
        {
            foreach (var sequence in batch.Sequences.Where(sequence => batch.IsAcknowledged || times[batch.Client][sequence] > 0))
            {
                var key = usage.KeyOf(batch.Client, sequence);
                expected[key] = expected.GetValueOrDefault(key) + 1;
            }
        }

        return expected;
    }

    private static IEnumerable<string> Differences(string oneName, Dictionary<UsageKey, long> one, string otherName, Dictionary<UsageKey, long> other) =>
        from key in one.Keys.Union(other.Keys)
        let left = one.GetValueOrDefault(key)
        let right = other.GetValueOrDefault(key)
        where left != right
        select $"{key.AccountId}, {key.Kind}, {key.Day:yyyy-MM-dd}: {oneName} {left}, {otherName} {right}";
}
