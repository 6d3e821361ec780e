using System.Text;
using CsTelemetry.ClickHouse.Native;

namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Lays rows of knowledge out as a Native block: the same rows always give the same bytes.</summary>
internal static class KnowledgeBlock
{
    private const int ColumnCount = 9;

    public static NativeBlock Write(NativeBlockWriter writer, string tenant, IReadOnlyList<KnowledgeRow> rows)
    {
        writer.BeginBlock(ColumnCount, rows.Count);
        Text(writer, "tenant", rows, _ => tenant);
        Small(writer, "kind", rows, row => (sbyte)row.Key.Kind);
        Text(writer, "account_id", rows, row => row.Key.AccountId);
        Text(writer, "id", rows, row => row.Key.Id);
        Small(writer, "source", rows, row => (sbyte)row.Source);
        writer.BeginColumn("version", NativeType.UInt64);
        foreach (var row in rows)
        {
            writer.WriteUInt64((ulong)row.Version);
        }

        Text(writer, "recorded_by", rows, row => row.RecordedBy);
        writer.BeginColumn("removed", NativeType.UInt8);
        foreach (var row in rows)
        {
            writer.WriteUInt8(row.IsRemoved ? (byte)1 : (byte)0);
        }

        writer.BeginColumn("body", NativeType.String);
        foreach (var row in rows)
        {
            writer.WriteString(row.Body.Span);
        }

        return writer.EndBlock();
    }

    private static void Text(NativeBlockWriter writer, string name, IReadOnlyList<KnowledgeRow> rows, Func<KnowledgeRow, string> select)
    {
        writer.BeginColumn(name, NativeType.String);
        foreach (var row in rows)
        {
            writer.WriteString(Encoding.UTF8.GetBytes(select(row)));
        }
    }

    private static void Small(NativeBlockWriter writer, string name, IReadOnlyList<KnowledgeRow> rows, Func<KnowledgeRow, sbyte> select)
    {
        writer.BeginColumn(name, NativeType.Int8);
        foreach (var row in rows)
        {
            writer.WriteInt8(select(row));
        }
    }
}
