using System.Text;
using CsTelemetry.Wal.Tests.Memory;

namespace CsTelemetry.Wal.Tests;

/// <summary>Remembers what a log promised and what it showed, over any number of crashes, and holds it to that.</summary>
internal sealed class History(InMemoryLogStorage storage, HandTime time)
{
    private readonly HashSet<string> _attempted = [];
    private readonly SortedDictionary<long, string> _acknowledged = [];
    private readonly Dictionary<long, string> _shown = [];
    private long _retiredThrough;

    public long HighestAcknowledged => _acknowledged.Count == 0 ? 0 : _acknowledged.Keys.Last();

    /// <summary>Gets or sets how many acknowledged records may be missing: one for each byte that was damaged.</summary>
    public int AllowedLosses { get; set; }

    public async Task Append(WriteAheadLog log, int bytes, bool isControl = false)
    {
        var text = NextText(bytes);
        Note(text, await Start(log, text, isControl));

        // Whatever pause a failure caused is over for the next append.
        time.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>Appends one record and, while it waits for its fsync, others, which then share a group; runs <paramref name="meanwhile"/> before the fsync goes on.</summary>
    public async Task AppendGroup(WriteAheadLog log, int[] sizes, Action meanwhile)
    {
        using var release = new ManualResetEventSlim();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        storage.BeforeSync = () =>
        {
            reached.TrySetResult();
            release.Wait();
        };

        var texts = sizes.Select(NextText).ToList();
        var answers = new List<Task<WalAppendResult>> { Start(log, texts[0], isControl: false) };
        await Task.WhenAny(answers[0], reached.Task);
        answers.AddRange(texts.Skip(1).Select(text => Start(log, text, isControl: false)));
        meanwhile();
        release.Set();
        for (var index = 0; index < texts.Count; index++)
        {
            Note(texts[index], await answers[index]);
        }

        storage.BeforeSync = null;
        time.Advance(TimeSpan.FromMinutes(1));
    }

    public void Retire(WriteAheadLog log, long through)
    {
        _retiredThrough = Math.Max(_retiredThrough, through);
        log.RetireThrough(through);
    }

    /// <summary>Reads all and holds it against what was promised.</summary>
    public void Check(WriteAheadLog log)
    {
        var present = Observe(log);
        var missing = _acknowledged.Keys.Where(sequence => sequence > _retiredThrough && !present.Contains(sequence)).ToList();
        Assert.True(missing.Count <= AllowedLosses, $"Lost: {string.Join(", ", missing)}, of up to {AllowedLosses}.");
        Assert.True(log.LastDurableSequence >= HighestAcknowledged);
    }

    /// <summary>Reads all; it may be incomplete, but not out of order, changed or doubled.</summary>
    public HashSet<long> Observe(WriteAheadLog log)
    {
        var read = log.ReadAll();
        var sequences = read.Select(record => record.Sequence).ToHashSet();
        Assert.Equal(sequences.Order(), read.Select(record => record.Sequence));
        Assert.Equal(read.Count, read.Select(record => record.Text).Distinct().Count());
        foreach (var (sequence, text) in read)
        {
            Assert.Contains(text, _attempted);
            Assert.Equal(text, _acknowledged.GetValueOrDefault(sequence, text));

            // A sequence that a reader has seen is in a deduplication token: it must never mean anything else.
            Assert.Equal(text, _shown.GetValueOrDefault(sequence, text));
            _shown[sequence] = text;
        }

        return sequences;
    }

    private static Task<WalAppendResult> Start(WriteAheadLog log, string text, bool isControl)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return isControl ? log.AppendControlAsync(bytes).AsTask() : log.AppendAsync(bytes).AsTask();
    }

    private string NextText(int bytes)
    {
        var text = $"{_attempted.Count}|".PadRight(bytes, '-');
        _attempted.Add(text);
        return text;
    }

    private void Note(string text, WalAppendResult result)
    {
        if (result.IsDurable)
        {
            Assert.True(result.Sequence > HighestAcknowledged, $"{result.Sequence} after {HighestAcknowledged} was acknowledged.");
            Assert.False(_shown.ContainsKey(result.Sequence));
            _acknowledged.Add(result.Sequence, text);
        }
    }
}
