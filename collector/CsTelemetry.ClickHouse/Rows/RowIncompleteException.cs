namespace CsTelemetry.ClickHouse.Rows;

/// <summary>
/// Unwinds a read function whose row ends beyond the bytes at hand; the row is read again when more
/// are. Once per filled buffer, so it may be an exception; and no return value could stop code that
/// is not ours.
/// </summary>
internal sealed class RowIncompleteException : Exception
{
    internal static readonly RowIncompleteException Instance = new();
}
