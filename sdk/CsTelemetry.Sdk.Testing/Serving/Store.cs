using CsTelemetry.Testing.Recording;

namespace CsTelemetry.Testing.Serving;

/// <summary>Takes batches in and recognises those it has, as a collector does. Safe for any number of threads.</summary>
internal sealed class Store
{
    private readonly object _gate = new();
    private readonly Dictionary<(ulong Client, ulong Batch), Receipt> _receipts = [];
    private readonly EventRecord _accepted = new();
    private List<RecordedBatch> _arrivals = [];

    public IReadOnlyList<RecordedEvent> Accepted => _accepted.Read();

    public IReadOnlyList<RecordedBatch> Arrivals
    {
        get
        {
            lock (_gate)
            {
                return _arrivals;
            }
        }
    }

    public Receipt Take(RecordedBatch batch, CollectorAnswer answer)
    {
        lock (_gate)
        {
            var name = (batch.ClientInstanceId, batch.BatchSequence);
            if (_receipts.TryGetValue(name, out var known))
            {
                _arrivals = [.. _arrivals, batch with { IsRepeat = true }];
                return known with { IsDuplicate = true };
            }

            var rejected = answer.Rejected.Where(index => index >= 0 && index < batch.Events.Count).ToList();
            var receipt = new Receipt(batch.BatchSequence, batch.Events.Count - rejected.Count, rejected, answer.Code, false);
            _receipts[name] = receipt;
            _arrivals = [.. _arrivals, batch];
            _accepted.Add(batch.Events.Where((_, index) => !rejected.Contains(index)));
            return receipt;
        }
    }

    /// <summary>Enters a batch that came and was not taken in.</summary>
    public void Note(RecordedBatch batch)
    {
        lock (_gate)
        {
            _arrivals = [.. _arrivals, batch];
        }
    }
}
