using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Claims;
using CsTelemetry.AspNetCore;
using CsTelemetry.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Fakes;

/// <summary>A real app on a free port, with a browser that keeps cookies and does not follow redirects.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app)
    {
        _app = app;
        Browser = NewBrowser();
        Meter = new CaptureMeter(app.Services.GetRequiredService<IMeterFactory>());
    }

    public InMemoryTelemetry Telemetry => _app.Services.GetRequiredService<InMemoryTelemetry>();

    public IServiceProvider Services => _app.Services;

    public HttpClient Browser { get; }

    public CaptureMeter Meter { get; }

    public LogBook Logs { get; private init; } = new();

    public IEnumerable<string> Events => Telemetry.Events.Select(Describe);

    /// <summary>Starts an app with cookies, endpoints to sign in and out, and the endpoints given.</summary>
    public static Task<TestApp> WithCookiesAsync(Action<WebApplication>? map = null, Action<CsTelemetryWebOptions>? web = null, Action<IServiceCollection>? services = null) =>
        StartAsync(
            all =>
            {
                all.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                all.AddAuthorization();
                services?.Invoke(all);
            },
            app =>
            {
                app.UseCsTelemetry();
                MapSignIn(app);
                map?.Invoke(app);
            },
            web);

    public static async Task<TestApp> StartAsync(Action<IServiceCollection> services, Action<WebApplication> pipeline, Action<CsTelemetryWebOptions>? web = null)
    {
        var logs = new LogBook();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddCsTelemetry(options => options.Application = "web-tests", web ?? (_ => { }));
        services(builder.Services);
        builder.Services.AddInMemoryTelemetry();
        var app = builder.Build();
        pipeline(app);
        await app.StartAsync();
        return new TestApp(app) { Logs = logs };
    }

    public static void MapSignIn(WebApplication app)
    {
        app.MapPost("/login/{account}/{user}", (string account, string user, HttpContext context) =>
            context.SignInAsync(new ClaimsPrincipal(Person(account, user, "Cookies"))));
        app.MapPost("/logout", (HttpContext context) => context.SignOutAsync());
    }

    public static ClaimsIdentity Person(string account, string user, string authenticationType, params Claim[] more) =>
        new([new(ClaimTypes.NameIdentifier, user), new("account_id", account), .. more], authenticationType);

    public HttpClient NewBrowser(bool follow = false) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = follow, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_app.Urls.First()) };

    public async Task LoginAsync(string account = "acme", string user = "u-1") =>
        Assert.Equal(HttpStatusCode.OK, await PostAsync($"/login/{account}/{user}"));

    public async Task<HttpStatusCode> GetAsync(string path)
    {
        using var answer = await Browser.GetAsync(path);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> PostAsync(string path)
    {
        using var answer = await Browser.PostAsync(path, null);
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Meter.Dispose();
        Browser.Dispose();
        await _app.DisposeAsync();
    }

    private static string Describe(RecordedEvent one) =>
        string.Join(' ', new object?[] { one.Kind, one.AccountId, one.UserId, one.Feature }.Concat(one.Properties.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}")).Where(part => part is not null));
}
