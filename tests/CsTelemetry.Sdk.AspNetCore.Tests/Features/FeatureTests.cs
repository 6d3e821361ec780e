using System.Net;
using System.Text;
using CsTelemetry.AspNetCore;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;
using CsTelemetry.Testing;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Features;

public sealed class FeatureTests
{
    [Fact]
    public async Task Attributes_of_actions_controllers_delegates_and_groups_name_features_the_nearest_one_first()
    {
        await using var app = await StartAsync(web: null);

        foreach (var path in (string[])["/mvc/board", "/mvc/board/export", "/mini", "/group/one", "/group/two", "/plain"])
        {
            Assert.Equal(HttpStatusCode.OK, await app.GetAsync(path));
        }

        Assert.Equal(["board", "board.export", "mini", "group", "group.two"], Uses(app));
    }

    [Fact]
    public async Task Configuration_names_routes_however_their_parameters_are_called_and_comes_before_attributes()
    {
        await using var app = await StartAsync(web =>
        {
            web.Features["GET /mvc/plain/{number}/show"] = "plain.show";
            web.Features["* /Mini"] = "mini.renamed";
            web.Features["POST /group/one"] = "never";
            web.Features["GET /board/conventional/{id}"] = "conventional";
        });

        foreach (var path in (string[])["/mvc/plain/7/show", "/mini", "/group/one", "/Board/Conventional/5"])
        {
            Assert.Equal(HttpStatusCode.OK, await app.GetAsync(path));
        }

        Assert.Equal(["plain.show", "mini.renamed", "group", "conventional"], Uses(app));
    }

    [Fact]
    public async Task A_configuration_file_can_say_it_all()
    {
        const string Json = """{ "Web": { "Features": { "GET /mvc/plain/{id}/show": "plain.show" }, "FeatureConvention": "Route", "DefaultAccountId": "home", "AccountClaimTypes": [ "org" ], "TokenSessionWindow": "01:00:00" } }""";
        var section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json))).Build().GetSection("Web");
        CsTelemetryWebOptions? bound = null;
        await using var app = await StartAsync(web =>
        {
            section.Bind(web);
            bound = web;
        });

        await app.GetAsync("/mvc/plain/7/show");
        await app.GetAsync("/plain");

        Assert.Equal(["plain.show", "plain"], Uses(app));
        Assert.Equal(("home", TimeSpan.FromHours(1), "org"), (bound!.DefaultAccountId, bound.TokenSessionWindow, bound.AccountClaimTypes[^1]));
    }

    [Theory]
    [InlineData(FeatureConvention.ControllerAction, "plain.show")]
    [InlineData(FeatureConvention.Route, "mvc.plain.show", "plain")]
    public async Task A_convention_names_what_nothing_else_does(FeatureConvention convention, params string[] expected)
    {
        await using var app = await StartAsync(web => web.FeatureConvention = convention);

        await app.GetAsync("/mvc/plain/7/show");
        await app.GetAsync("/plain");
        await app.GetAsync("/");

        Assert.Equal(expected, Uses(app));
    }

    [Fact]
    public async Task Only_an_answer_that_succeeded_is_a_use()
    {
        await using var app = await StartAsync(web: null);

        foreach (var status in (int[])[200, 204, 302, 400, 404, 500])
        {
            await app.GetAsync($"/status/{status}");
        }

        Assert.Equal(3, app.Telemetry.Events.Count(one => one.Kind == RecordedEventKind.FeatureUse));
        Assert.DoesNotContain(app.Telemetry.Events, one => one.Kind == RecordedEventKind.Error);
    }

    [Fact]
    public async Task Failures_of_the_server_are_errors_where_that_is_wanted_and_the_app_answers_as_ever()
    {
        await using var app = await StartAsync(web => web.TrackServerErrors = true);

        Assert.Equal(HttpStatusCode.InternalServerError, await app.GetAsync("/throws"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.GetAsync("/status/503"));
        Assert.Equal(HttpStatusCode.NotFound, await app.GetAsync("/status/404"));

        Assert.Equal(["Error acme u-1 throws", "Error acme u-1 status"], app.Events);
    }

    [Fact]
    public async Task The_app_says_itself_what_a_use_is()
    {
        await using var app = await StartAsync(web => web.IsUse = context => context.Response.StatusCode == 404);

        await app.GetAsync("/status/200");
        await app.GetAsync("/status/404");

        Assert.Equal(["status"], Uses(app));
    }

    [Fact]
    public async Task A_predicate_that_throws_is_no_use_and_hurts_nobody()
    {
        await using var app = await StartAsync(web => web.IsUse = _ => throw new InvalidOperationException("broken"));

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/mini"));

        Assert.Empty(Uses(app));
        Assert.Equal(1, app.Meter.Counts["failures use_predicate"]);
    }

    [Fact]
    public async Task A_use_says_how_long_it_took_and_nothing_of_the_request()
    {
        var clock = new SteppedClock();
        await using var app = await StartAsync(web: null, clock);

        await app.GetAsync("/slow?secret=1");

        var use = Assert.Single(app.Telemetry.Events);
        Assert.Equal((TimeSpan.FromMilliseconds(250), 0), (use.Duration, use.Properties.Count));
        Assert.DoesNotContain("secret", use.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_who_is_not_signed_in_is_counted_and_not_tracked()
    {
        await using var app = await StartAsync(web: null);
        using var visitor = app.NewBrowser();

        using var answer = await visitor.GetAsync("/mini");
        using var other = await visitor.GetAsync("/plain");

        Assert.Empty(app.Events);
        Assert.Equal(1, app.Meter.Counts["unattributed feature_use"]);
    }

    [Fact]
    public async Task Every_fault_of_the_options_is_told_when_the_app_starts()
    {
        var faults = (await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(web =>
        {
            web.Features["/no/method"] = "a";
            web.Features["GET /twice/{a}"] = "b";
            web.Features["GET /twice/{b}"] = "c";
            web.Features["GET /{bad"] = "d";
            web.Features["GET /empty"] = "";
            web.MaxRemembered = 1;
            web.TokenSessionWindow = TimeSpan.Zero;
        }))).Failures.ToList();

        Assert.Equal(6, faults.Count);
        Assert.Contains(faults, fault => fault.StartsWith("Features['/no/method'] is not a method and a route", StringComparison.Ordinal));
        Assert.Contains("MaxRemembered is 1; it must be 100 to 1000000.", faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_feature_without_a_key_is_told_where_it_is_written(string? key) => Assert.Throws<ArgumentException>(() => new FeatureAttribute(key!));

    private static IEnumerable<string?> Uses(TestApp app) => app.Telemetry.Events.Where(one => one.Kind == RecordedEventKind.FeatureUse).Select(one => one.Feature);

    private static async Task<TestApp> StartAsync(Action<CsTelemetryWebOptions>? web, SteppedClock? clock = null)
    {
        var app = await TestApp.WithCookiesAsync(
            app =>
            {
                app.MapGet("/", () => "home");
                app.MapGet("/mini", [Feature("mini")] () => "mini");
                app.MapGet("/plain", () => "plain");
                app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code)).WithFeature("status");
                app.MapGet("/throws", string () => throw new InvalidOperationException("the app's own")).WithFeature("throws");
                app.MapGet("/slow", () => clock!.Advance(TimeSpan.FromMilliseconds(250))).WithFeature("slow");
                var group = app.MapGroup("/group").WithFeature("group");
                group.MapGet("/one", () => "1");
                group.MapGet("/two", () => "2").WithFeature("group.two");
                app.MapControllers();
                app.MapControllerRoute("default", "{controller}/{action}/{id?}");
            },
            web,
            services =>
            {
                services.AddControllers().ConfigureApplicationPartManager(parts => parts.ApplicationParts.Add(new AssemblyPart(typeof(FeatureTests).Assembly)));
                if (clock is not null)
                {
                    services.AddSingleton<TimeProvider>(clock);
                }
            });
        await app.LoginAsync();
        app.Telemetry.Clear();
        return app;
    }
}
