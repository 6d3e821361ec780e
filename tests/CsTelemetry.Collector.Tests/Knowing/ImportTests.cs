using System.Text;
using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Knowing.Importing;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Knowing;

[Collection(RealStoreTests.Name)]
public sealed class ImportTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private ClickHouseClient _client = null!;
    private KnowledgeBook _book = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _book = KnowledgeSample.NewBook(_client);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _book.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task Rows_that_can_be_are_taken_and_each_other_one_is_reported()
    {
        const string File =
            """
            account_id,name,arr,tags,excluded,external_ids.salesforce,time_zone
            acme,"Acme, Inc.",1200.50,gold; key,false,001,Europe/Berlin
            ,Nobody,1,,,,
            bad-arr,Bad,many,,,,
            bad-zone,Bad,1,,,,Mars/Olympus
            negative,Bad,-1,,,,
            short,Bad
            zeta,Zeta,,,true,,
            """;

        var dry = await ImportAsync("accounts", File, isDry: true);
        Assert.Empty((await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Accounts);
        var report = await ImportAsync("accounts", File);
        var again = await ImportAsync("accounts", File);

        Assert.Equal((7, 2, 0, 0, 5), (report.Rows, report.Created, report.Changed, report.Unchanged, report.Failed));
        Assert.Equal([(2, "account_id"), (3, "arr"), (4, "time_zone"), (5, "arr"), (6, "")], report.Faults.Select(fault => (fault.Row, fault.Field)));
        Assert.Equal((report.Created, report.Failed, true), (dry.Created, dry.Failed, dry.DryRun));
        Assert.Equal((0, 0, 2), (again.Created, again.Changed, again.Unchanged));
        var acme = (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Accounts["acme"];
        Assert.Equal(("Acme, Inc.", 1200.50m, "001", "Europe/Berlin"), (acme.Name, acme.Arr, acme.ExternalIds["salesforce"], acme.TimeZone));
        Assert.Equal(["gold", "key"], acme.Tags);
    }

    [Fact]
    public async Task A_column_that_is_not_there_leaves_the_field_and_an_empty_cell_takes_it_away()
    {
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"name":"Acme","csm":"Kim","seats":[{"seats":3}]}"""));

        await ImportAsync("accounts", "account_id,csm\nacme,\n");

        var acme = (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Accounts["acme"];
        Assert.Equal(("Acme", null, 3), (acme.Name, acme.Csm, acme.SeatsAt(new DateOnly(2026, 1, 1))));
    }

    [Fact]
    public async Task The_rows_of_one_timeline_replace_it_together_and_a_fault_names_its_row()
    {
        await _book.WriteAsync(KnowledgeSample.Account("acme", """{"seats":[{"seats":3}]}"""));

        var report = await ImportAsync(
            "seats",
            """
            account_id,product,seats,from,until
            acme,,10,2026-01-01,2026-02-01
            beta,,1,2026-01-01,
            acme,,20,2026-02-01,
            beta,,2,2026-03-01,
            """);

        var known = await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None);
        Assert.Equal((null, 10, 20), (known.Accounts["acme"].SeatsAt(new DateOnly(2025, 12, 31)), known.Accounts["acme"].SeatsAt(new DateOnly(2026, 1, 1)), known.Accounts["acme"].SeatsAt(new DateOnly(2026, 2, 1))));
        Assert.False(known.Accounts.ContainsKey("beta"));
        Assert.Equal((4, 0, 1, 2), (report.Rows, report.Created, report.Changed, report.Failed));
        Assert.Equal((4, "from"), (Assert.Single(report.Faults).Row, report.Faults[0].Field));
    }

    [Fact]
    public async Task Every_form_is_taken_from_csv_and_from_lines_of_json()
    {
        (string Form, string Text)[] files =
        [
            ("features", "key,name,core,value_weight,kind,available_from\nf,F,true,2.5,value,2026-01-01\n"),
            ("releases", "id,released_at,name,features\n2026.1,2026-01-02T03:04:05Z,First,f;g\n"),
            ("plans", "plan,feature,from,until\npro,f,2026-01-01,\npro,g,,\n"),
            ("account-plans", "account_id,plan,from,until\nacme,pro,2026-01-01,\n"),
            ("entitlements", "account_id,feature,granted,from,until\nacme,h,false,,\n"),
            ("users", "account_id,user_id,name,actor,role\nacme,ann,Ann,human,admin\n"),
            ("roles", """{"account_id":"acme","user_id":"bob","role":"viewer","from":"2026-01-01"}"""),
            ("seats", """{"account_id":"acme","seats":12}"""),
            ("accounts", """{"account_id":"acme","name":"Acme","tags":["a"]}"""),
        ];
        foreach (var (form, text) in files)
        {
            var report = await ImportAsync(form, text);
            Assert.True(report is { Failed: 0 } && report.Created + report.Changed > 0, $"{form}: {string.Join("; ", report.Faults)}");
        }

        var (known, day) = (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None), new DateOnly(2026, 6, 1));
        Assert.Equal((true, true, false, 12), (known.IsEntitled("acme", "f", day), known.IsEntitled("acme", "g", day), known.IsEntitled("acme", "h", day), known.EligibleSeats("acme", "f", day)));
        Assert.Equal((2.5, true, new DateOnly(2026, 1, 1)), (known.Features["f"].ValueWeight, known.Features["f"].IsCore, known.Features["f"].AvailableFrom));
        Assert.Equal(("admin", "viewer"), (known.Users[("acme", "ann")].RoleAt(day), known.Users[("acme", "bob")].RoleAt(day)));
        Assert.Equal(["f", "g"], Assert.Single(known.Releases).Features);
    }

    [Theory]
    [InlineData("account_id,nmae\na,b\n", "nmae")]
    [InlineData("name\nb\n", "account_id")]
    [InlineData("account_id,name,name\na,b,c\n", "twice")]
    public async Task A_file_whose_columns_make_no_sense_is_refused_whole(string file, string word)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ImportAsync("accounts", file));

        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_are_no_objects_are_reported_and_the_others_are_taken()
    {
        var report = await ImportAsync("features", "{\"key\":\"a\"}\n[1]\n{\"key\":\"b\",\"core\":\"yes\"}\n{\"key\":\"c\",\"key\":\"d\"}\nnot json\n{\"key\":\"'; DROP TABLE knowledge; --\"}\n");

        Assert.Equal((6, 2, 4), (report.Rows, report.Created, report.Failed));
        Assert.Equal([(2, ""), (3, "core"), (4, ""), (5, "")], report.Faults.Select(fault => (fault.Row, fault.Field)));
        Assert.Equal(["'; DROP TABLE knowledge; --", "a"], (await _book.GetAsync(KnowledgeSample.Tenant, CancellationToken.None)).Features.Keys.Order(StringComparer.Ordinal));
    }

    private async Task<ImportReport> ImportAsync(string form, string file, bool isDry = false)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file.ReplaceLineEndings("\n")));
        var shape = ImportForm.Find(form)!;
        var rows = file.StartsWith('{') ? LineRows.Read(stream) : CsvRows.Read(shape, stream);
        return await new KnowledgeImport(_book).RunAsync(KnowledgeSample.Tenant, "key1", shape, rows, isDry, CancellationToken.None);
    }
}
