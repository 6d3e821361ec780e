namespace CsTelemetry.ClickHouse.Landing;

/// <summary>A client of which two logs have events, the numbers between which both do, and how many rows the own log brought.</summary>
internal readonly record struct NumberOverlap(ulong Client, ulong Low, ulong High, long OwnRows)
{
    /// <summary>Divides clients so that each part's rows fit into the server's memory; a client with more is a part by itself.</summary>
    public static IEnumerable<NumberOverlap[]> Parts(IEnumerable<NumberOverlap> clients, int maxClients, long maxRows)
    {
        var (part, rows) = (new List<NumberOverlap>(), 0L);
        foreach (var client in clients)
        {
            if (part.Count == maxClients || (part.Count > 0 && rows + client.OwnRows > maxRows))
            {
                yield return [.. part];
                part.Clear();
                rows = 0;
            }

            part.Add(client);
            rows += client.OwnRows;
        }

        if (part.Count > 0)
        {
            yield return [.. part];
        }
    }
}
