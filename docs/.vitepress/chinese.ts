import type { DefaultTheme } from 'vitepress';

/** The texts around the pages in Traditional Chinese, in Taiwan's words. */
export const chinese = {
  label: '繁體中文',
  title: 'gan-core',
  description: '用 JavaScript 訓練 GAN，並附信賴區間地量出它離資料還有多遠。',

  nav(): DefaultTheme.NavItem[] {
    return [
      { text: '課程', link: '/zh-TW/lecture' },
      { text: '線上試玩', link: '/playground/', target: '_self' },
      { text: '文件（英文）', link: '/training' },
      { text: 'API（英文）', link: '/api/' },
    ];
  },

  sidebar: [
    {
      text: '中文',
      items: [
        { text: '首頁', link: '/zh-TW/' },
        { text: '用程式走一遍這堂課', link: '/zh-TW/lecture' },
      ],
    },
    {
      text: '英文文件',
      items: [
        { text: '理論推導', link: '/theory' },
        { text: '訓練', link: '/training' },
        { text: '損失函數', link: '/losses' },
        { text: '懲罰項', link: '/penalties' },
        { text: 'GAN 圖鑑', link: '/gallery' },
        { text: '散度的估計', link: '/estimators' },
        { text: '評估指標', link: '/metrics' },
        { text: '在瀏覽器執行', link: '/browsers' },
        { text: 'API 參考', link: '/api/' },
      ],
    },
  ] satisfies DefaultTheme.SidebarItem[],

  theme: {
    outline: { level: [2, 3], label: '本頁內容' },
    docFooter: { prev: '上一頁', next: '下一頁' },
    returnToTopLabel: '回到頁首',
    sidebarMenuLabel: '目錄',
    darkModeSwitchLabel: '外觀',
    lightModeSwitchTitle: '切換為淺色模式',
    darkModeSwitchTitle: '切換為深色模式',
    langMenuLabel: '切換語言',
    skipToContentLabel: '跳至主要內容',
    notFound: {
      title: '找不到這一頁',
      quote: '網址可能有誤，或是這一頁已經搬走了。',
      linkLabel: '回首頁',
      linkText: '回首頁',
      code: '404',
    },
    footer: {
      message: '以 MIT 授權條款釋出。',
      copyright: 'dist 內含 TensorFlow.js 的部分程式碼（Apache-2.0）。',
    },
  } satisfies DefaultTheme.Config,

  editText: '在 GitHub 上編輯這一頁',

  search: {
    button: { buttonText: '搜尋', buttonAriaLabel: '搜尋' },
    modal: {
      displayDetails: '顯示詳細內容',
      resetButtonTitle: '清除搜尋',
      backButtonTitle: '關閉搜尋',
      noResultsText: '找不到：',
      footer: {
        selectText: '選取',
        selectKeyAriaLabel: 'Enter 鍵',
        navigateText: '移動',
        navigateUpKeyAriaLabel: '向上鍵',
        navigateDownKeyAriaLabel: '向下鍵',
        closeText: '關閉',
        closeKeyAriaLabel: 'Esc 鍵',
      },
    },
  },
} as const;
