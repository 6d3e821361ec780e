using System.Text;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Zones;

/// <summary>Finds in batches what accounts tell of their time zones. Pure.</summary>
internal static class ZoneReader
{
    /// <summary>Returns the zone that an account event tells; null if it tells none.</summary>
    public static string? ZoneIn(in WireEvent candidate)
    {
        if (candidate.Kind != EventKind.AccountAttributes || candidate.PropertyCount == 0)
        {
            return null;
        }

        for (var properties = candidate.Properties; properties.MoveNext();)
        {
            if (properties.Current.Type == PropertyType.Text && properties.Current.Key.SequenceEqual(AccountZones.Attribute))
            {
                return Encoding.UTF8.GetString(properties.Current.Text);
            }
        }

        return null;
    }

    /// <summary>Tells <paramref name="zones"/> what the accepted events of a batch say.</summary>
    public static void Learn(in BatchRecord record, AccountZones zones)
    {
        var rejected = record.Rejected.Select(one => one.Index).ToHashSet();
        var events = WireBatch.Read(record.Request).Events;
        for (var i = 0; events.MoveNext(); i++)
        {
            var stored = WireEvent.Read(events.Message);
            if (ZoneIn(stored) is { } zone && !rejected.Contains(i))
            {
                zones.Learn(new AccountZone(
                    record.Head.Identity.Tenant, Encoding.UTF8.GetString(stored.AccountId), zone, ClientTime.Corrected(stored.OccurredAt, record.Head.ClockCorrection)));
            }
        }
    }
}
