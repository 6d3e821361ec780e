using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Zones;

/// <summary>Writes the accounts' time zones down before the log forgets who told them, and reads them back at start.</summary>
internal sealed class AccountZonesKeeper(AccountZones zones, CheckedFile file, ILogger<AccountZonesKeeper> logger) : IRetirementWitness
{
    // | version:1 | count | tenant, account, zone, told:8 each |   the numbers and texts as in the journal
    private const byte Version = 1;

    public Task BeforeRetirementAsync(CancellationToken cancellationToken)
    {
        if (zones.List() is { Count: > 0 } all)
        {
            Save(all);
        }

        return Task.CompletedTask;
    }

    private void Save(IReadOnlyList<AccountZone> all)
    {
        var writer = new JournalWriter();
        writer.Byte(Version);
        writer.Varint((ulong)all.Count);
        foreach (var zone in all)
        {
            writer.Text(zone.Tenant);
            writer.Text(zone.AccountId);
            writer.Text(zone.Zone);
            writer.Fixed64((ulong)zone.ToldAt);
        }

        file.Save(writer.Written.Span);
    }

    /// <summary>Reads back what was written down. A damaged file is reported; the log's own part is read besides.</summary>
    public void Restore()
    {
        try
        {
            if (file.Load() is { } content)
            {
                Read(content);
            }
        }
        catch (InvalidDataException exception)
        {
            Log.ZonesNotRestored(logger, exception);
        }
    }

    private void Read(ReadOnlySpan<byte> content)
    {
        var reader = new JournalReader(content);
        if (reader.Byte() is var version && version != Version)
        {
            throw new InvalidDataException($"The file of the accounts' time zones has the format version {version}; this collector reads {Version}.");
        }

        for (var left = reader.Count(); left > 0; left--)
        {
            zones.Learn(new AccountZone(reader.Text(), reader.Text(), reader.Text(), (long)reader.Fixed64()));
        }
    }
}
