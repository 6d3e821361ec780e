using CsTelemetry.ClickHouse.Landing;

namespace CsTelemetry.ClickHouse.Tests.Landing;

public sealed class DuplicateRunTests
{
    [Theory]
    [InlineData("1d 2d 3d", "1-3")]
    [InlineData("1d 5d 9d", "1-9")]
    [InlineData("1 2d 3d 4", "2-3")]
    [InlineData("1d 2 3d", "1-1 3-3")]
    [InlineData("1d 1 2d", "2-2")]
    [InlineData("1d 2d 2 3d", "1-1 3-3")]
    [InlineData("1 2", "")]
    [InlineData("", "")]
    public void A_run_goes_from_duplicate_to_duplicate_and_over_nothing_else(string rows, string runs)
    {
        var parsed = rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(row => (ulong.Parse(row.TrimEnd('d')), row.EndsWith('d'))).ToList();

        Assert.Equal(runs, string.Join(' ', DuplicateRun.In("acme", 7, 1, 202606, parsed).Select(run => $"{run.First}-{run.Last}")));
    }

    [Theory]
    [InlineData("10 20 30", "10,20 30")]
    [InlineData("100 1", "100 1")]
    [InlineData("1 1 1 1", "1,1,1 1")]
    [InlineData("", "")]
    public void Clients_are_looked_at_in_parts_that_fit(string rows, string parts)
    {
        var clients = rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(count => new NumberOverlap(1, 1, 2, long.Parse(count)));

        var divided = NumberOverlap.Parts(clients, maxClients: 3, maxRows: 30);

        Assert.Equal(parts, string.Join(' ', divided.Select(part => string.Join(',', part.Select(client => client.OwnRows)))));
    }
}
