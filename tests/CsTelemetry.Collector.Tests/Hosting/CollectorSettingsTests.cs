using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Tests.Making;
using Microsoft.Extensions.Configuration;

namespace CsTelemetry.Collector.Tests.Hosting;

public sealed class CollectorSettingsTests
{
    [Fact]
    public void Without_any_setting_it_listens_on_loopback_and_has_no_fault()
    {
        var settings = Read();

        Assert.Equal(("127.0.0.1", 5317, 5318), (settings.Collector.Address, settings.Collector.GrpcPort, settings.Collector.HttpPort));
        Assert.Null(settings.ClickHouse.Url);
    }

    [Fact]
    public void Every_section_is_read()
    {
        var settings = Read(
            ("Collector:GrpcPort", "0"),
            ("Collector:HttpPort", "0"),
            ("ClickHouse:Url", "http://127.0.0.1:8123/"),
            ("Store:FlushInterval", "00:00:02"),
            ("Tenants:demo:TimeZone", "Asia/Kathmandu"));

        Assert.Equal((0, 0), (settings.Collector.GrpcPort, settings.Collector.HttpPort));
        Assert.Equal(8123, settings.ClickHouse.Url!.Port);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Store.FlushInterval);
        Assert.Equal("Asia/Kathmandu", settings.Tenants["demo"].TimeZone);
    }

    [Fact]
    public void All_faults_of_all_sections_are_told_together()
    {
        (string, string)[] bad =
        [
            ("Collector:DataDirectory", " "),
            ("Collector:Address", "localhost"),
            ("Collector:GrpcPort", "65536"),
            ("Collector:HttpPort", "-1"),
            ("Collector:CertificatePath", "no/such/file.pfx"),
            ("Collector:MaxLogBytes", "1"),
            ("ClickHouse:Url", "ftp://example.org/"),
            ("ClickHouse:MaxServerMemoryBytes", "1"),
            ("ClickHouse:Niceness", "20"),
            ("Collector:BackgroundNiceness", "20"),
            ("Store:MaxBatchEvents", "1"),
            ("Tenants:demo:TimeZone", "Mars/Olympus"),
        ];

        var fault = Assert.Throws<InvalidOperationException>(() => Read(bad));

        Assert.StartsWith("The configuration has 12 faults:", fault.Message, StringComparison.Ordinal);
        Assert.All(bad, setting => Assert.Contains($"  - {setting.Item1} is ", fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Store:FlushInterval", "00:00:20")]
    [InlineData("Store:AuditInterval", "00:00:32")]
    [InlineData("Scoring:Interval", "00:00:20")]
    [InlineData("Scoring:FreshWithin", "00:00:20")]
    public void Intervals_that_leave_no_time_to_score_within_what_is_promised_are_refused_with_all_that_adds_up(string name, string value)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read((name, value)));

        Assert.Contains("Scoring:FreshWithin is ", fault.Message, StringComparison.Ordinal);
        Assert.All((string[])["Store:FlushInterval", "Store:AuditInterval", "Scoring:Interval", value], word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
        Read((name, value), ("Scoring:Enabled", "false"));
    }

    [Fact]
    public void Who_lets_scores_be_older_may_wait_longer() =>
        Assert.Equal(TimeSpan.FromSeconds(40), Read(("Store:FlushInterval", "00:00:40"), ("Scoring:FreshWithin", "00:03:00")).Store.FlushInterval);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.2")]
    public void An_address_that_others_reach_needs_TLS(string address)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read(("Collector:Address", address)));

        Assert.Contains("keys would travel readable", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Collector:CertificatePath", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--allow-public-cleartext", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("::1")]
    public void Loopback_does_not(string address) => Assert.Equal(address, Read(("Collector:Address", address)).Collector.Address);

    [Fact]
    public void A_certificate_or_the_operators_word_allows_it()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("tls.pfx"), "");

        Assert.NotNull(Read(("Collector:Address", "0.0.0.0"), ("Collector:CertificatePath", folder.File("tls.pfx"))));
        Assert.NotNull(Read(("Collector:Address", "0.0.0.0"), ("Collector:AllowPublicCleartext", "true")));
    }

    [Theory]
    [InlineData("GrpcClientCaPath")]
    [InlineData("HttpClientCaPath")]
    public void Certificates_of_clients_need_TLS_and_a_file_of_authorities(string name)
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("tls.pfx"), "");
        File.WriteAllText(folder.File("clients.pem"), "");

        var withoutTls = Assert.Throws<InvalidOperationException>(() => Read(($"Collector:{name}", folder.File("clients.pem"))));
        var withoutFile = Assert.Throws<InvalidOperationException>(() => Read(("Collector:CertificatePath", folder.File("tls.pfx")), ($"Collector:{name}", folder.File("none.pem"))));

        Assert.Contains("set Collector:CertificatePath", withoutTls.Message, StringComparison.Ordinal);
        Assert.Contains("there is no such file", withoutFile.Message, StringComparison.Ordinal);
        Read(("Collector:CertificatePath", folder.File("tls.pfx")), ($"Collector:{name}", folder.File("clients.pem")));
    }

    [Fact]
    public void The_two_ports_are_two() =>
        Assert.Throws<InvalidOperationException>(() => Read(("Collector:GrpcPort", "7000"), ("Collector:HttpPort", "7000")));

    [Fact]
    public void Origins_are_read_as_browsers_send_them() =>
        Assert.Equal(
            ["https://app.example.com", "http://localhost:3000"],
            Read(("Collector:Cors:Origins:0", "https://app.example.com"), ("Collector:Cors:Origins:1", "http://localhost:3000")).Collector.Cors.Origins);

    [Theory]
    [InlineData("*")]
    [InlineData("app.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com/path")]
    [InlineData("https://app.example.com:443")]
    [InlineData("https://*.example.com")]
    [InlineData("https://me@app.example.com")]
    [InlineData("ftp://app.example.com")]
    [InlineData("null")]
    public void What_no_browser_sends_as_an_origin_is_a_fault(string origin)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read(("Collector:Cors:Origins:0", origin)));

        Assert.Contains($"Collector:Cors:Origins:0 is \"{origin}\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_metrics_are_read_and_checked()
    {
        Assert.Equal(2_000, Read(("Metrics:MaxGroups", "2000")).Metrics.MaxGroups);

        var fault = Assert.Throws<InvalidOperationException>(() => Read(("Metrics:MaxGroups", "0"), ("Metrics:MaxRetentionDay", "83"), ("Metrics:MaxCachedUseDays", "1000000001")));

        Assert.All(
            (string[])["has 3 faults", "Metrics:MaxGroups is 0; it must be 1 to 100000.", "Metrics:MaxRetentionDay is 83; it must be 84 to 10000.", "Metrics:MaxCachedUseDays is 1000000001"],
            text => Assert.Contains(text, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cluster_is_read()
    {
        var settings = Read(
            ("ClickHouse:Url", "http://entry:8123/"),
            ("ClickHouse:Shards:0", "http://one:8123/"),
            ("ClickHouse:Shards:1", "http://two:8123/"),
            ("ClickHouse:Cluster:Name", "usage"),
            ("ClickHouse:Cluster:Replicated", "true"),
            ("ClickHouse:Cluster:OnCluster", "true"));

        Assert.Equal(["one", "two"], settings.ClickHouse.Shards.Select(shard => shard.Host));
        Assert.Equal(new ClusterLayout("usage", IsReplicated: true, OnCluster: true), settings.ClickHouse.Cluster.ToLayout());
    }

    [Fact]
    public void All_faults_of_a_cluster_are_told_together()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read(
            ("ClickHouse:Shards:0", "http://one:8123/"),
            ("ClickHouse:Shards:1", "http://one:8123/"),
            ("ClickHouse:Shards:2", "ftp://two/"),
            ("ClickHouse:Cluster:Name", "not a name"),
            ("ClickHouse:Cluster:Replicated", "true"),
            ("ClickHouse:Cluster:ReplicaPath", "/tables")));

        Assert.StartsWith("The configuration has 6 faults:", fault.Message, StringComparison.Ordinal);
        Assert.All(
            (string[])["ClickHouse:Url is missing", "names a server twice", "\"ftp://two/\"", "Cluster:Name is \"not a name\"", "OnCluster", "ReplicaPath is \"/tables\""],
            text => Assert.Contains(text, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cluster_without_shards_is_a_fault() =>
        Assert.Contains("ClickHouse:Shards is empty", Assert.Throws<InvalidOperationException>(() => Read(("ClickHouse:Cluster:Name", "usage"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Paths_are_under_the_data_directory() =>
        Assert.Equal(Path.GetFullPath("elsewhere/log"), Read(("Collector:DataDirectory", "elsewhere")).DataPath("log"));

    private static CollectorSettings Read(params (string Name, string Value)[] given) => CollectorSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(given.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).Build());
}
