namespace CsTelemetry.ClickHouse.Native;

/// <summary>
/// Is one finished block: what <see cref="ClickHouseClient.InsertNativeAsync"/> sends. It borrows the
/// writer's buffer, so it is valid until that writer begins another block or is disposed.
/// </summary>
public sealed class NativeBlock
{
    private readonly NativeBlockWriter _writer;
    private readonly int _generation;
    private readonly ReadOnlyMemory<byte> _bytes;

    internal NativeBlock(NativeBlockWriter writer, ReadOnlyMemory<byte> bytes, string[] columns, int rowCount)
    {
        _writer = writer;
        _generation = writer.Generation;
        _bytes = bytes;
        Columns = columns;
        RowCount = rowCount;
    }

    /// <summary>Gets the columns' names in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Gets the block in the Native format.</summary>
    /// <exception cref="InvalidOperationException">The writer has gone on to another block.</exception>
    public ReadOnlyMemory<byte> Bytes => _writer.Generation == _generation
        ? _bytes
        : throw new InvalidOperationException("The writer of this block has begun another one or is disposed; its bytes are gone.");
}
