using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Receiving.Importing;

/// <summary>Collects rows into batches. Where a batch ends follows from the file alone, so a file always makes the same ones.</summary>
internal sealed class ImportBatch(ulong clientInstanceId, string application)
{
    private const int MaxRows = 1000;

    // The contract's limit is 1 MiB; one event has some 40 KB at the most.
    private const int MaxBytes = 900 * 1024;

    private readonly List<long> _rows = [];
    private readonly List<(long Row, string Fault)> _faults = [];
    private PublishRequest _request = new();
    private int _bytes;
    private int _count;

    public bool IsEmpty => _count == 0;

    public bool IsFull => _count >= MaxRows || _bytes >= MaxBytes;

    /// <summary>Gets how many rows it has taken, faulty ones included.</summary>
    public int RowCount => _count;

    /// <summary>Gets the rows that could not be read.</summary>
    public IReadOnlyList<(long Row, string Fault)> Faults => _faults;

    public void Add(ImportRow row)
    {
        _count++;
        try
        {
            var made = ImportedEvent.Of(row.Fields ?? throw new FormatException(row.Fault), (ulong)row.Number);
            _request.Events.Add(made);
            _rows.Add(row.Number);
            _bytes += made.CalculateSize() + 8;
        }
        catch (FormatException exception)
        {
            _faults.Add((row.Number, exception.Message));
        }
    }

    /// <summary>Tells the row of an event of the batch.</summary>
    public long RowOf(uint index) => _rows[(int)index];

    /// <summary>Names the batch; null if none of its rows is an event.</summary>
    public PublishRequest? Finish(ulong sequence)
    {
        _request.ClientInstanceId = clientInstanceId;
        _request.BatchSequence = sequence;
        _request.Resource = new Resource { Sdk = "cstelemetry-import", Application = application };
        return _request.Events.Count == 0 ? null : _request;
    }

    public void Clear()
    {
        _request = new PublishRequest();
        (_bytes, _count) = (0, 0);
        _rows.Clear();
        _faults.Clear();
    }
}
