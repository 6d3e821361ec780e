namespace CsTelemetry.Collector.Api;

/// <summary>Collects an answer in memory up to a limit.</summary>
internal sealed class BoundedMemory(int limit) : MemoryStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Length + buffer.Length <= limit
            ? base.WriteAsync(buffer, cancellationToken)
            : throw new InvalidStatementException($"The answer is larger than {limit} bytes. Select fewer columns, aggregate, add a LIMIT, or export the view: POST /v1/exports.");
}
