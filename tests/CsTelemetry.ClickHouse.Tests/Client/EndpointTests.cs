namespace CsTelemetry.ClickHouse.Tests.Client;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("ftp://host/", "db")]
    [InlineData("http://user:pass@host/", "db")]
    [InlineData("http://host/?user=x", "db")]
    [InlineData("http://host/", "d-b")]
    [InlineData("http://host/", "db; DROP")]
    [InlineData("http://host/", "")]
    public void An_endpoint_that_is_not_one_is_refused(string url, string database)
    {
        var error = Assert.Throws<ArgumentException>(() => new ClickHouseEndpoint(new Uri(url), "user", "password", database));

        Assert.DoesNotContain("pass@", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_does_not_tell_its_password()
    {
        var endpoint = new ClickHouseEndpoint(new Uri("http://host:8123/"), "user", "hunter2");

        Assert.Equal("http://host:8123/ (user user, database cstelemetry)", endpoint.ToString());
    }

    [Fact]
    public void Options_out_of_range_are_reported_all_together()
    {
        var options = new ClickHouseClientOptions { MaxConnectionCount = 0, RequestTimeout = TimeSpan.Zero };

        var error = Assert.Throws<ArgumentException>(() =>
            new ClickHouseClient(new ClickHouseEndpoint(new Uri("http://host/"), "user", ""), options).Dispose());

        Assert.Equal("RequestTimeout is 00:00:00; it must be 00:00:00.1 to 01:00:00. MaxConnectionCount is 0; it must be 1 to 256.", error.Message);
    }
}
