using Commerce.Application;
using Commerce.Infrastructure;
using Commerce.Web.CommandLine;
using Commerce.Web.Http;

try
{
    if (Commands.Know(args))
        return await Commands.Run(args, () => Shop([]));

    await using var app = Shop(args);
    app.UseWeb();
    await app.RunAsync();
    return 0;
}
catch (UnusableSettingException setting)
{
    // For whoever starts the program: one sentence and no stack. 78 is EX_CONFIG of sysexits.h.
    await Console.Error.WriteLineAsync(setting.Message);
    return 78;
}

static WebApplication Shop(string[] args)
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Services.AddApplication().AddInfrastructure(builder.Configuration).AddWeb().AddCrossOrigin(builder.Configuration.Origins("Http:Cors:Origins")).AddObservability(builder.Configuration)
        .AddDraining(TimeSpan.FromSeconds(builder.Configuration.Within("Http:DrainSeconds", otherwise: 0, least: 0, most: 300)));
    return builder.Build();
}

/// <summary>Named so that tests can start the program.</summary>
public partial class Program;
